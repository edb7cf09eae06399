import { expect, test } from 'vitest';
import { tenKmSquare, toGridReference } from '../../server/venues/gridReference.ts';
import { positionOf } from '../../server/venues/position.ts';
import { inGreatBritain, nationOf, squareWords } from '../../shared/nation.ts';

const towns: readonly [string, number, number, string][] = [
  ['Derby', 52.92, -1.47, 'England'],
  ['Cardiff', 51.48, -3.18, 'England'],
  ['Holyhead', 53.31, -4.63, 'England'],
  ['St Davids', 51.88, -5.27, 'England'],
  ['Penzance', 50.12, -5.54, 'England'],
  ['Hugh Town, Scilly', 49.91, -6.31, 'England'],
  ['Dover', 51.13, 1.31, 'England'],
  ['Lowestoft', 52.48, 1.75, 'England'],
  ['Cromer', 52.93, 1.3, 'England'],
  ['Grimsby', 53.57, -0.07, 'England'],
  ['Withernsea', 53.73, 0.03, 'England'],
  ['Scarborough', 54.28, -0.4, 'England'],
  ['Whitby', 54.49, -0.61, 'England'],
  ['Newcastle', 54.97, -1.61, 'England'],
  ['Carlisle', 54.89, -2.93, 'England'],
  ['Whitehaven', 54.55, -3.59, 'England'],
  ['Kielder', 55.23, -2.58, 'England'],
  ['Wooler', 55.55, -2.01, 'England'],
  ['Berwick', 55.77, -2.0, 'England'],
  ['Kilham', 55.58, -2.22, 'England'],
  ['Carham', 55.637, -2.31, 'England'],
  ['Cornhill-on-Tweed', 55.646, -2.22, 'England'],
  ['Longtown', 55.01, -2.97, 'England'],
  ['Kershope', 55.13, -2.75, 'England'],
  ['Silloth', 54.87, -3.39, 'England'],
  ['Coldstream', 55.652, -2.252, 'Scotland'],
  ['Kirk Yetholm', 55.545, -2.28, 'Scotland'],
  ['Ladykirk', 55.72, -2.175, 'Scotland'],
  ['Canonbie', 55.08, -2.95, 'Scotland'],
  ['Newcastleton', 55.18, -2.81, 'Scotland'],
  ['Annan', 54.99, -3.26, 'Scotland'],
  ['Gretna', 54.995, -3.07, 'Scotland'],
  ['Kelso', 55.6, -2.43, 'Scotland'],
  ['Jedburgh', 55.48, -2.55, 'Scotland'],
  ['Eyemouth', 55.87, -2.09, 'Scotland'],
  ['Dumfries', 55.07, -3.61, 'Scotland'],
  ['Kirkcudbright', 54.84, -4.05, 'Scotland'],
  ['Stranraer', 54.9, -5.03, 'Scotland'],
  ['Drummore', 54.69, -4.9, 'Scotland'],
  ['Portpatrick', 54.84, -5.12, 'Scotland'],
  ['Glasgow', 55.86, -4.25, 'Scotland'],
  ['Campbeltown', 55.42, -5.61, 'Scotland'],
  ['Southend, Kintyre', 55.3, -5.65, 'Scotland'],
  ['Port Ellen, Islay', 55.63, -6.19, 'Scotland'],
  ['Stornoway', 58.21, -6.39, 'Scotland'],
  ['Aberdeen', 57.15, -2.09, 'Scotland'],
  ['Peterhead', 57.5, -1.78, 'Scotland'],
  ['Lerwick', 60.15, -1.15, 'Scotland'],
  ['Belfast', 54.6, -5.93, 'Northern Ireland'],
  ['Bangor', 54.66, -5.67, 'Northern Ireland'],
  ['Portaferry', 54.38, -5.55, 'Northern Ireland'],
  ['Newry', 54.18, -6.34, 'Northern Ireland'],
  ['Ballycastle', 55.2, -6.24, 'Northern Ireland'],
  ['Portrush', 55.2, -6.65, 'Northern Ireland'],
  ['Rathlin', 55.3, -6.2, 'Northern Ireland'],
  ['Derry', 55.0, -7.32, 'Northern Ireland'],
  ['Bushmills', 55.2, -6.52, 'Northern Ireland'],
  ['Rathlin', 55.29, -6.2, 'Northern Ireland'],
  ['Kilkeel', 54.06, -6.0, 'Northern Ireland'],
  ['Belleek', 54.48, -8.09, 'Northern Ireland'],
  ['Enniskillen', 54.34, -7.64, 'Northern Ireland'],
];

test.each(towns)('%s keeps the bank holidays of its part of the kingdom', (_name, lat, lon, nation) => {
  expect(nationOf({ lat, lon })).toBe(nation);
});

test.each(towns)('%s is shown a British grid square in Great Britain alone', (_name, lat, lon, nation) => {
  const british = nation !== 'Northern Ireland';
  const square = tenKmSquare(lat, lon) ?? '';
  expect(square).not.toBe('');
  expect(inGreatBritain({ lat, lon })).toBe(british);
  expect(toGridReference(lat, lon) !== null).toBe(british);
  expect(positionOf({ lat, lon }).square !== null).toBe(british);
  expect(squareWords(square)).toBe(british ? square : 'Northern Ireland');
});

test.each([
  ['Dublin', 53.35, -6.26],
  ['Cork', 51.9, -8.47],
  ['Malin Head', 55.38, -7.37],
  ['Dogger Bank', 54.9, 1.6],
  ['the North Sea off Aberdeen', 57.2, 0.5],
  ['the Channel south of Brighton', 50.3, -0.1],
  ['the sea south of the Lizard', 49.6, -5.2],
  ['the sea west of Pembrokeshire', 51.7, -6],
  ['Waterford', 52.26, -7.11],
])('%s is shown no British grid square', (_name, lat, lon) => {
  expect(inGreatBritain({ lat, lon })).toBe(false);
  expect(positionOf({ lat, lon })).toEqual({ lat, lon, gridReference: null, square: null });
});

test.each([
  ['Dundalk', 53.99, -6.4],
  ['Sligo', 54.27, -8.47],
  ['Buncrana', 55.36, -7.45],
])('%s, of another state, is taken for no part of the kingdom that has days of its own', (_name, lat, lon) => {
  expect(nationOf({ lat, lon })).not.toBe('Northern Ireland');
});
