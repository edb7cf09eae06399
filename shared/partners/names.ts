/** What partners and roles are called: apart from their contracts, which need to know about telephone numbers. */
import { z } from 'zod';

export const partnerCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,11}$/, 'Use capitals, digits and hyphens, such as DCC-CS');

/** What someone does at a centre. A council may add its own; these have names of their own. */
export const rosterRole = z
  .string()
  .regex(/^[a-z][a-z_]{1,39}$/, 'Use small letters and underscores, such as first_aid');
export const rosterRoleNames: Readonly<Record<string, string>> = {
  centre_manager: 'Centre manager',
  deputy_manager: 'Deputy manager',
  loggist: 'Loggist',
  registration: 'Registration',
  facilities: 'Facilities',
  police_lead: 'Police lead',
  security: 'Security',
  engagement_officer: 'Engagement officer',
  investigator: 'Investigator',
  welfare: 'Welfare',
  first_aid: 'First aid',
  nrm_first_responder: 'NRM responder',
  transport: 'Transport',
  victim_navigator: 'Navigator',
  pre_nrm_worker: 'Pre-NRM worker',
  medical_screening: 'Medical screening',
  adult_social_worker: 'Adult social worker',
  child_social_worker: 'Child social worker',
  child_guardian: 'Child guardian',
  labour_adviser: 'Labour adviser',
  interpreter: 'Interpreters',
  dtn_lead: 'Duty to Notify lead',
  housing_officer: 'Housing officer',
};

/** A role in words; one a council made up reads as it was written. */
export function roleTitle(role: string): string {
  const words = role.replaceAll('_', ' ');
  return rosterRoleNames[role] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
