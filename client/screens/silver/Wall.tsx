export function Wall() {
  return <h1 class="page-title">Wall</h1>;
}
