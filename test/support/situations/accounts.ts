import { eq } from 'drizzle-orm';
import { device } from '../../../db/schema/tablets.ts';
import { newLink } from '../invitations.ts';
import { asItIs, type Situations, type Work } from './work.ts';
import { claimAndCollect } from '../pairedTablet.ts';

const invitation = ({ app }: Work) => ({
  email: `${app.newId()}@council.example`,
  tokenHash: newLink().tokenHash,
});

const invited = async (work: Work) => {
  const told = { userId: work.app.newId(), name: 'Tess Okafor', ...invitation(work), grants: [] };
  return { userId: (await work.administrator.done('users.invite', told)).userId };
};

const toBeReset = async (work: Work) => ({ ...(await invited(work)), tokenHash: newLink().tokenHash });

const disabled = async (work: Work) => {
  const about = await invited(work);
  await work.administrator.done('users.disable', about);
  return about;
};

const withRole = async (work: Work) => {
  const about = { ...(await invited(work)), grantId: work.app.newId(), ...work.here, role: 'volunteer' };
  return { grantId: (await work.administrator.done('users.grant', about)).grantId };
};

const tabletNow = async ({ app, ids }: Work) => {
  const [found] = await app.deps.db.select().from(device).where(eq(device.id, ids.deviceId));
  return { deviceId: ids.deviceId, baseVersion: found?.rowVersion };
};

const thatTablet = ({ ids }: Work) => ({ deviceId: ids.deviceId });

const newTablet = async ({ app, here, manager }: Work) => {
  const place = `/api/operations/${here.operationId}/centres/${here.centreId}`;
  const tablet = app.holding(await claimAndCollect(app, manager, place));
  return { deviceId: (await tablet.get('/api/device')).body.deviceId };
};

const byPin = async ({ app, here, manager }: Work) => {
  const told = { ...here, userId: app.newId(), name: 'Joan P.' };
  return { userId: (await manager.done('hands.add', told)).userId };
};

export const ofAccounts = {
  'users.invite': invitation,
  'users.reset': toBeReset,
  'users.disable': invited,
  'users.enable': disabled,
  'users.grant': invited,
  'users.revokeGrant': withRole,
  'users.staffCentre': invited,
  'users.unstaffCentre': withRole,
  'devices.rename': tabletNow,
  'devices.unlock': thatTablet,
  'devices.revoke': newTablet,
  'hands.add': asItIs,
  'hands.remove': byPin,
} satisfies Partial<Situations>;
