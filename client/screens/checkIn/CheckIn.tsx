export function CheckIn() {
  return <h1 class="page-title">CheckIn</h1>;
}
