import { type Register, PhoneList } from './Phones.tsx';
import { RolesTotal, RoleTable, StripKey } from './Roles.tsx';
import type { Activation } from './useActivation.ts';

export function RolesStep({ it, register }: { it: Activation; register: Register }) {
  return (
    <>
      <h1 class="page-title" tabIndex={-1}>
        Who do we need?
      </h1>
      <p class="above-6 below-18 size-17 quiet">
        <RolesTotal it={it} />
      </p>
      <RoleTable it={it} partners={register.data?.items ?? []} />
      <StripKey it={it} />
      <h2 class="list-title">Who to phone</h2>
      <p class="quiet">Haven does not call anyone. Phone them in this order.</p>
      <PhoneList it={it} register={register} />
    </>
  );
}
