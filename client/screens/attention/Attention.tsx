export function Attention() {
  return <h1 class="page-title">Attention</h1>;
}
