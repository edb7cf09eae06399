export function Arrivals() {
  return <h1 class="page-title">Arrivals</h1>;
}
