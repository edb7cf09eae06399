/** The closed table of refusals: slug → HTTP status and title. `type` on the wire is `/problems/<slug>`. */
export const problems = {
  'malformed-request': { status: 400, title: 'The request could not be read' },
  'invalid-fields': { status: 422, title: 'Some fields need another answer' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'not-found': { status: 404, title: 'Nothing here, or not for you' },
  'wrong-origin': { status: 403, title: 'This request came from another site' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'too-slow': { status: 408, title: 'Not all of what was sent has come' },
  'too-large': { status: 413, title: 'Too much was sent at once' },
  'not-json': { status: 415, title: 'Send JSON' },
  'headers-too-large': { status: 431, title: 'This browser sends too much along with every request' },
  'too-many-requests': { status: 429, title: 'Too many tries. Wait, then try again' },
  'id-reused': { status: 409, title: 'This command id was used for something else' },
  'stale-version': { status: 409, title: 'Someone changed this first' },
  'already-exists': { status: 409, title: 'This exists already' },
  'not-in-this-state': { status: 409, title: 'That cannot be done in its present state' },
  'guards-not-met': { status: 409, title: 'Something is missing before this can be done' },
  'claim-lost': { status: 409, title: 'Someone else got it first' },
  'venue-ruled-out': { status: 409, title: 'This venue is ruled out' },
  'last-administrator': { status: 409, title: 'There must be one administrator left' },
  'link-expired': { status: 410, title: 'This link has been used or has ended' },
  'sign-in-refused': { status: 401, title: 'The email address or the password is not right' },
  'device-unknown': { status: 401, title: 'This tablet is not set up' },
  'device-ended': { status: 410, title: 'This tablet has been taken out of use' },
  'device-locked': { status: 423, title: 'Too many wrong PINs. A manager can unlock this tablet' },
  'pin-refused': { status: 401, title: 'That PIN is not right' },
  'new-pin-needed': { status: 409, title: 'Choose a PIN of your own' },
  'pairing-refused': { status: 410, title: 'This code has been used, has ended, or never was' },
  'database-unavailable': { status: 503, title: 'The database does not answer. Nothing you wrote is lost' },
  'shutting-down': { status: 503, title: 'Haven is restarting. Try again in a moment' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemSlug = keyof typeof problems;

export interface FieldError {
  /** JSON pointer into what was sent, such as `/args/needs/0/kind`. */
  pointer: string;
  code: string;
  /** What to do about it, in plain words. */
  detail: string;
}

/** `application/problem+json` (RFC 9457). */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: FieldError[];
  /** What stands in the way, each with the words a screen shows. */
  missing?: { code: string; words: string }[];
  /** Seconds until another try makes sense. */
  retryAfter?: number;
  /** PINs that may still be tried. */
  triesLeft?: number;
}

/** The one class a command throws to refuse. Anything else thrown is a defect. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly extra: Partial<Omit<ProblemBody, 'type' | 'title' | 'status'>>;

  constructor(slug: ProblemSlug, extra: Partial<Omit<ProblemBody, 'type' | 'title' | 'status'>> = {}) {
    super(extra.detail ?? problems[slug].title);
    this.name = 'Problem';
    this.slug = slug;
    this.extra = extra;
  }

  get status(): number {
    return problems[this.slug].status;
  }

  body(): ProblemBody {
    const { status, title } = problems[this.slug];
    return { type: `/problems/${this.slug}`, title, status, ...this.extra };
  }
}
