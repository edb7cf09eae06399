export function Settings() {
  return <h1 class="page-title">Settings</h1>;
}
