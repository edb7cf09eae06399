export function RolePlan() {
  return <h1 class="page-title">RolePlan</h1>;
}
