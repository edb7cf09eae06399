/** Invented, and the same wherever a route is shown. */
export const operationId = '0193e0a0-0000-7000-8000-000000000001';
export const centreId = '0193e0a0-0000-7000-8000-000000000002';
export const deviceId = '0193e0a0-0000-7000-8000-000000000031';
export const pairingId = '0193e0a0-0000-7000-8000-000000000032';
export const wallId = '0193e0a0-0000-7000-8000-000000000033';
export const userId = '0193e0a0-0000-7000-8000-000000000101';
export const token = 'wZ0m3kq1Tt6bXc0yqk1Hc1uQh9m2xvG2r5s8u1w4z7A';
export const instant = '2026-11-19T05:30:00.000Z';
