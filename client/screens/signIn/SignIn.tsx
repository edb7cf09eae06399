export function SignIn() {
  return <h1 class="page-title">SignIn</h1>;
}
