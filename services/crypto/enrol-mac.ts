/** What proves that a device was enrolled with a pack of the centre; docs/sync-format.md, section 6. */
import { createHmac } from 'node:crypto';

/** Proof of enrolment: HMAC over the new device's public keys with the one-time secret of the pack. */
export const enrolMac = (
  secret: string,
  device: { readonly inc: string; readonly signKey: string; readonly boxKey: string },
): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(`${device.inc}\n${device.signKey}\n${device.boxKey}`)
    .digest('base64url');
