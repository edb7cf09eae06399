export function Partners() {
  return <h1 class="page-title">Partners</h1>;
}
