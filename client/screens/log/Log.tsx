export function Log() {
  return <h1 class="page-title">Log</h1>;
}
