import { distanceKm, type Position } from '../../shared/distance.ts';
import { postcodeArea } from '../../shared/postcodes.ts';

/**
 * The postcode areas: a place in the middle, to a tenth of a degree, and how many kilometres around it every venue with
 * such a postcode lies. Wide on purpose: what lies outside is a mistake, and never only far out.
 */
const AREAS = `
  AB 57.2 -2.3 80, AL 51.8 -0.3 30, B 52.5 -1.9 50, BA 51.3 -2.4 60, BB 53.8 -2.4 40, BD 53.9 -1.9 50,
  BH 50.8 -1.9 40, BL 53.6 -2.4 30, BN 50.9 -0.1 50, BR 51.4 0 30, BS 51.4 -2.6 40, BT 54.6 -6.4 110,
  CA 54.7 -3.1 70, CB 52.2 0.2 40, CF 51.6 -3.3 50, CH 53.3 -3 40, CM 51.8 0.4 50, CO 51.9 0.9 40, CR 51.4 -0.1 30,
  CT 51.2 1.2 40, CV 52.4 -1.5 50, CW 53.2 -2.5 40, DA 51.4 0.2 30, DD 56.6 -2.9 50, DE 53 -1.5 50, DG 55 -3.9 90,
  DH 54.8 -1.6 30, DL 54.5 -1.8 50, DN 53.6 -0.7 60, DT 50.8 -2.4 60, DY 52.4 -2.2 30, E 51.5 0 30,
  EC 51.5 -0.1 20, EH 55.9 -3.2 60, EN 51.7 -0.1 30, EX 50.8 -3.7 80, FK 56.1 -3.9 70, FY 53.8 -3 30,
  G 55.9 -4.3 50, GL 51.8 -2.1 50, GU 51.2 -0.7 50, GY 49.5 -2.5 30, HA 51.6 -0.4 30, HD 53.6 -1.8 30,
  HG 54.1 -1.5 30, HP 51.7 -0.7 40, HR 52.1 -2.7 40, HS 57.8 -7 110, HU 53.8 -0.3 40, HX 53.7 -1.9 30,
  IG 51.6 0.1 20, IM 54.2 -4.5 50, IP 52.2 1.1 70, IV 57.5 -4.6 140, JE 49.2 -2.1 20, KA 55.6 -4.6 60,
  KT 51.4 -0.3 30, KW 58.6 -3.4 90, KY 56.2 -3.1 40, L 53.4 -2.9 40, LA 54.2 -2.9 50, LD 52.2 -3.4 40,
  LE 52.6 -1.1 50, LL 53 -3.8 80, LN 53.2 -0.3 60, LS 53.8 -1.5 40, LU 51.9 -0.5 30, M 53.5 -2.3 30,
  ME 51.3 0.6 40, MK 52.1 -0.7 40, ML 55.7 -3.9 40, N 51.6 -0.1 20, NE 55.1 -1.7 70, NG 53 -1 60, NN 52.3 -0.9 50,
  NP 51.7 -3 40, NR 52.6 1.3 70, NW 51.5 -0.2 30, OL 53.6 -2.1 30, OX 51.8 -1.3 50, PA 55.9 -5.3 140, PE 52.6 0 80,
  PH 56.7 -4 170, PL 50.4 -4.4 60, PO 50.8 -1 60, PR 53.7 -2.7 40, RG 51.4 -1.1 40, RH 51.1 -0.2 40,
  RM 51.5 0.2 30, S 53.4 -1.4 40, SA 51.8 -4.3 70, SE 51.5 -0.1 30, SG 51.9 -0.2 40, SK 53.3 -2.1 40,
  SL 51.5 -0.6 30, SM 51.4 -0.2 30, SN 51.5 -1.9 50, SO 51 -1.4 50, SP 51.1 -1.7 60, SR 54.9 -1.4 30,
  SS 51.6 0.7 40, ST 53 -2.1 50, SW 51.5 -0.2 30, SY 52.6 -3 90, TA 51 -3.1 50, TD 55.6 -2.5 50, TF 52.7 -2.5 40,
  TN 51.1 0.3 60, TQ 50.5 -3.6 50, TR 50.2 -5.2 110, TS 54.6 -1.2 40, TW 51.4 -0.4 30, UB 51.5 -0.4 30,
  W 51.5 -0.2 30, WA 53.4 -2.6 40, WC 51.5 -0.1 20, WD 51.7 -0.4 30, WF 53.6 -1.4 40, WN 53.5 -2.6 30,
  WR 52.2 -2.2 50, WS 52.7 -1.9 30, WV 52.6 -2.2 40, YO 54.1 -0.9 60, ZE 60.3 -1.3 60`;

interface Area {
  middle: Position;
  reach: number;
}

const areas: ReadonlyMap<string, Area> = new Map(
  AREAS.split(',').map((it) => {
    const [name = '', lat, lon, reach] = it.trim().split(' ');
    return [name, { middle: { lat: Number(lat), lon: Number(lon) }, reach: Number(reach) }];
  }),
);

const near = (at: Position, { middle, reach }: Area): boolean => distanceKm(at, middle) <= reach;

/** What is wrong with a place, if it cannot be where its postcode is; `null` also where nobody knows the area. */
export const farFromPostcode = ({ lat, lon, postcode }: Position & { postcode: string }): string | null => {
  const name = postcodeArea(postcode);
  const area = name === null ? undefined : areas.get(name);
  if (!area || near({ lat, lon }, area)) return null;
  if (near({ lat, lon: -lon }, area)) return `Has this lost its minus sign? ${postcode} is near longitude ${-lon}`;
  const km = Math.round(distanceKm({ lat, lon }, area.middle));
  return `This place is ${km} km from where ${name} postcodes are. Check the postcode, latitude and longitude`;
};
