import { z } from 'zod';

export const MAX_PASSWORD = 128;

/** `POST /api/sign-in` */
export const signInBody = z.strictObject({
  email: z.email('Enter an email address such as name@council.example').max(254),
  password: z.string().min(1, 'Enter your password').max(MAX_PASSWORD),
});
