export function Users() {
  return <h1 class="page-title">Users</h1>;
}
