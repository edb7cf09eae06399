export function People() {
  return <h1 class="page-title">People</h1>;
}
