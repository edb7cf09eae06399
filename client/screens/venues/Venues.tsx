export function Venues() {
  return <h1 class="page-title">Venues</h1>;
}
