export function Tasks() {
  return <h1 class="page-title">Tasks</h1>;
}
