export function Silver() {
  return <h1 class="page-title">Silver</h1>;
}
