export function Needs() {
  return <h1 class="page-title">Needs</h1>;
}
