export function Import() {
  return <h1 class="page-title">Import</h1>;
}
