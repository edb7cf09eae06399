export function Operations() {
  return <h1 class="page-title">Operations</h1>;
}
