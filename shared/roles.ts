/**
 * Who sees and does what: the one table. The server decides with it; screens only hide buttons with it.
 * A row is a role; `sees` gives a level per compartment (absent: none); `may` lists commands and reads.
 */

export const compartments = [
  'operation',
  'core',
  'identity',
  'welfare',
  'health',
  'safeguarding',
  'address',
  'staffing',
  'onSite',
  'arrivals',
  'log',
  'counts',
] as const;
export type Compartment = (typeof compartments)[number];

/** `marker`: that something is there and about whom. `kind`: also what it is, without the words. */
export const levels = ['none', 'marker', 'kind', 'full'] as const;
export type Level = (typeof levels)[number];

/**
 * Rights over a whole register, or to begin an operation. What belongs to no operation is opened only by a grant that
 * is bound to none, so no role held in an operation or at a centre may list one of these.
 */
export const registerRights = [
  'users.read',
  'users.readStaff',
  'users.invite',
  'users.reset',
  'users.grant',
  'users.revokeGrant',
  'users.disable',
  'users.enable',
  'settings.read',
  'settings.change',
  'venues.read',
  'venues.export',
  'venues.create',
  'venues.change',
  'venues.inspect',
  'venues.archive',
  'venues.import',
  'partners.read',
  'partners.save',
  'partners.archive',
  'partners.import',
  'capacities.save',
  'plans.read',
  'plans.save',
  'operations.open',
] as const;
export type RegisterRight = (typeof registerRights)[number];

interface Role {
  title: string;
  /** Where a grant of this role applies. */
  scope: 'everywhere' | 'operation' | 'centre';
  sees: Partial<Record<Compartment, Level>>;
  may: readonly string[];
}

export const roles = {
  administrator: {
    title: 'Administrator',
    scope: 'everywhere',
    sees: {},
    may: [
      'users.read',
      'users.invite',
      'users.reset',
      'users.grant',
      'users.revokeGrant',
      'users.disable',
      'users.enable',
      'settings.read',
      'settings.change',
    ],
  },
  planner: {
    title: 'Emergency planner',
    scope: 'everywhere',
    sees: {
      operation: 'full',
      core: 'full',
      welfare: 'kind',
      health: 'marker',
      safeguarding: 'none',
      address: 'full',
      staffing: 'full',
      // That a count runs and how it ended; names of staff and visitors stay with those who count heads.
      onSite: 'marker',
      arrivals: 'full',
      log: 'full',
    },
    may: [
      'venues.read',
      'venues.export',
      'venues.create',
      'venues.change',
      'venues.inspect',
      'venues.archive',
      'venues.import',
      'partners.read',
      'partners.save',
      'partners.archive',
      'partners.import',
      'capacities.save',
      'plans.read',
      'plans.save',
      'settings.read',
      'settings.change',
      'operations.open',
      'operations.change',
      'operations.close',
      'centres.activate',
      'centres.setState',
      'centres.change',
      'roster.add',
      'roster.change',
      'roster.ask',
      'roster.answer',
      'roster.answerAll',
      'roster.arrive',
      'roster.standDown',
      'walls.keep',
      'vehicles.record',
      'vehicles.change',
      'vehicles.arrive',
      'needs.raise',
      'needs.progress',
      'needs.give',
      'log.write',
      'log.decide',
      'users.readStaff',
      'users.staffCentre',
      'users.unstaffCentre',
      'devices.pair',
      'devices.read',
      'devices.rename',
      'devices.unlock',
      'devices.revoke',
      'hands.add',
      'hands.remove',
      'hands.pin',
      'sheets.read',
      'sheets.make',
      'sheets.spoil',
    ],
  },
  manager: {
    title: 'Centre manager',
    scope: 'centre',
    sees: {
      operation: 'full',
      core: 'full',
      identity: 'full',
      welfare: 'full',
      health: 'kind',
      safeguarding: 'marker',
      address: 'full',
      staffing: 'full',
      onSite: 'full',
      arrivals: 'full',
      log: 'full',
    },
    may: [
      'people.checkIn',
      'people.amend',
      'people.identify',
      'people.move',
      'people.setPresence',
      'people.undoCheckIn',
      'needs.raise',
      'needs.progress',
      'needs.give',
      'needs.note',
      'centres.setState',
      'centres.change',
      'roster.add',
      'roster.change',
      'roster.ask',
      'roster.answer',
      'roster.answerAll',
      'roster.arrive',
      'roster.standDown',
      'vehicles.record',
      'vehicles.change',
      'vehicles.arrive',
      'log.write',
      'log.decide',
      'devices.pair',
      'devices.read',
      'devices.rename',
      'devices.unlock',
      'devices.revoke',
      'hands.add',
      'hands.remove',
      'hands.pin',
      'sheets.read',
      'sheets.make',
      'sheets.spoil',
      'rollCalls.start',
      'rollCalls.mark',
      'rollCalls.end',
      'visits.signIn',
      'visits.signOut',
      'attention.read',
      'attention.retry',
      'attention.settle',
      'attention.ask',
      'attention.release',
      'people.merge',
      'people.unmerge',
      'people.later',
    ],
  },
  volunteer: {
    title: 'Volunteer',
    scope: 'centre',
    sees: {
      operation: 'marker',
      core: 'full',
      identity: 'kind',
      welfare: 'full',
      // How many of whom are on shift, for a roll call; never who they are, whom to phone or what anybody said.
      staffing: 'marker',
      onSite: 'full',
    },
    may: [
      'people.checkIn',
      'people.amend',
      'people.identify',
      'people.move',
      'people.setPresence',
      'people.undoCheckIn',
      'needs.raise',
      'needs.progress',
      'needs.note',
      'people.later',
      // Their own, no other's.
      'attention.own',
      'attention.retry',
      'attention.settle',
      'attention.ask',
      'sheets.read',
      'sheets.spoil',
      'rollCalls.start',
      'rollCalls.mark',
      'visits.signIn',
      'visits.signOut',
    ],
  },
  silver: {
    title: 'Silver command',
    scope: 'operation',
    // Where the operation's own centres are, for who must find them; not whom to phone for the keys.
    sees: { operation: 'kind', counts: 'full', staffing: 'kind', address: 'kind', log: 'kind' },
    may: ['walls.keep', 'vehicles.record', 'vehicles.change'],
  },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;

type Bound = { [Name in RoleName]: (typeof roles)[Name]['scope'] extends 'everywhere' ? never : Name }[RoleName];
/** Does not compile where a role held in an operation or at a centre lists a right over a register. */
export const misplacedRights: Extract<(typeof roles)[Bound]['may'][number], RegisterRight>[] = [];
export const roleNames = Object.keys(roles) as [RoleName, ...RoleName[]];

/** A role held by someone, for everything, one operation or one centre, with or without addresses. */
export interface Grant {
  role: RoleName;
  operationId: string | null;
  centreId: string | null;
  /** Overrides the role's own address level when false. */
  address: boolean;
}

/** A right that is asked for somewhere. One over the registers does not compile there. */
export type InPlace<Action extends string> = Action extends RegisterRight ? never : Action;

/** One operation, and a centre of it; without one, the whole of the operation. */
export interface Where {
  operationId: string;
  centreId?: string | null | undefined;
}

/** Does the role let it be done anywhere at all? What someone may do is {@link may}. */
export const permits = (role: RoleName, action: string): boolean => (roles[role] as Role).may.includes(action);

export const isRegisterRight = (action: string): action is RegisterRight => registerRights.some((it) => it === action);

/** Bound to no operation, by a role that may be held so. */
export const isEverywhere = ({ role, operationId, centreId }: Grant): boolean =>
  roles[role].scope === 'everywhere' && operationId === null && centreId === null;

const covers = (grant: Grant, where: Where): boolean =>
  (grant.operationId === null || grant.operationId === where.operationId) &&
  (grant.centreId === null || grant.centreId === where.centreId);

/** May the holder of these grants do `action` there? Never what belongs to no operation: that is {@link mayRegister}. */
export const may = <Action extends string>(grants: readonly Grant[], action: InPlace<Action>, where: Where): boolean =>
  !isRegisterRight(action) && grants.some((grant) => permits(grant.role, action) && covers(grant, where));

/** May they do it to the registers? A grant for one operation or centre opens none, whatever its role may do there. */
export const mayRegister = (grants: readonly Grant[], action: RegisterRight): boolean =>
  registerReaders(grants, action).length > 0;

/** The same of a right by its name, as a command has it: what is none over the registers is nobody's there. */
export const mayRegisterNamed = (grants: readonly Grant[], right: string): boolean =>
  isRegisterRight(right) && mayRegister(grants, right);

/** The grants that let them: how much one sees of a register comes from these alone. */
export const registerReaders = (grants: readonly Grant[], action: RegisterRight): Grant[] =>
  grants.filter((grant) => isEverywhere(grant) && permits(grant.role, action));

const levelOf = (grant: Grant, compartment: Compartment): Level => {
  if (compartment === 'address' && !grant.address) return 'none';
  return (roles[grant.role] as Role).sees[compartment] ?? 'none';
};

/** The best level any of the grants gives for a row of `compartment` at a centre (`null`: of the whole operation). */
export const levelFor = (grants: readonly Grant[], compartment: Compartment, centreId: string | null): Level => {
  let best = 0;
  for (const grant of grants) {
    if (grant.centreId !== null && centreId !== null && grant.centreId !== centreId) continue;
    best = Math.max(best, levels.indexOf(levelOf(grant, compartment)));
  }
  return levels[best] ?? 'none';
};

/** The grants that count inside one operation. */
export const grantsWithin = (grants: readonly Grant[], operationId: string): Grant[] =>
  grants.filter((grant) => grant.operationId === null || grant.operationId === operationId);
