export function Activate() {
  return <h1 class="page-title">Activate</h1>;
}
