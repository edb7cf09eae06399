export function Roster() {
  return <h1 class="page-title">Roster</h1>;
}
