/** First on every page; goes to `<main id="main">`. */
export function SkipLink() {
  return (
    <a href="#main" class="govuk-skip-link">
      Skip to the main part
    </a>
  );
}
