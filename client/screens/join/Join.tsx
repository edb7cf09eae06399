export function Join() {
  return <h1 class="page-title">Join</h1>;
}
