// Users as tokens and temporary keys know them.
import type { User } from "../../store/seedSchema";
import type { KnownAccount, Principal } from "../../store/store";

export const principalOf = (account: KnownAccount, user: User): Principal => ({
  id: user.id ?? user.name,
  name: user.name,
  account,
});

/** Keys of the seed belong to no user in particular: the first of their account stands for them. */
export function ownerOf(account: KnownAccount): Principal {
  const [first] = account.users;
  return first === undefined ? { id: account.id, name: account.name, account } : principalOf(account, first);
}
