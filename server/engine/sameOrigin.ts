/** Is this the site's own page? A browser always names the page a change comes from. */
export const sameOrigin = (origin: string | null | undefined, host: string | null | undefined): boolean => {
  if (!origin || !host || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
};
