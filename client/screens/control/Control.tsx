export function Control() {
  return <h1 class="page-title">Control</h1>;
}
