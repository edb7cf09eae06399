import { expect, test } from 'vitest';
import { readHours } from '../../shared/hours/read.ts';
import { readClock, spanOf, type WrittenTime } from '../../shared/hours/times.ts';
import { hoursInWords, hoursNotes, hoursTyped, weekOf } from '../../shared/hours/words.ts';
import { some } from '../support/some.ts';

const said = (text: string): string => {
  const read = readHours(text);
  return read.ok ? read.hours : read.words;
};

test.each([
  ['7-12', '07:00-12:00'],
  ['8-12', '08:00-12:00'],
  ['9-11', '09:00-11:00'],
  ['10-12', '10:00-12:00'],
  ['12-5', '12:00-17:00'],
  ['9-17', '09:00-17:00'],
  ['9-9', '09:00-21:00'],
  ['19-7', '19:00-07:00'],
  ['0-24', '24/7'],
  ['0930-1630', '09:30-16:30'],
  ['9:30-4.30pm', '09:30-16:30'],
  ['1pm-5', '13:00-17:00'],
  ['12pm-5', '12:00-17:00'],
  ['9am-5', '09:00-17:00'],
  ['9am-9', '09:00-21:00'],
  ['9am-12', '09:00-12:00'],
  ['6pm-10', '18:00-22:00'],
  ['6pm-12', '18:00-24:00'],
  ['5pm-12:30', '17:00-00:30'],
  ['6pm-6', '18:00-06:00'],
  ['11pm-6', '23:00-06:00'],
  ['11-1pm', '11:00-13:00'],
  ['12-2pm', '12:00-14:00'],
  ['5-5pm', '05:00-17:00'],
  ['10-1am', '22:00-01:00'],
  ['5-12am', '17:00-24:00'],
  ['12am-12pm', '00:00-12:00'],
  ['12pm-12am', '12:00-24:00'],
  ['noon-midnight', '12:00-24:00'],
  ['noon-12', '12:00-24:00'],
  ['midday-6', '12:00-18:00'],
  ['midnight-noon', '00:00-12:00'],
  ['08:00-8', '08:00-20:00'],
  ['08:00-9', '08:00-09:00'],
  ['12:00-6', '12:00-18:00'],
  ['12:00-12', '12:00-24:00'],
  ['13:00-1', '13:00-01:00'],
  ['22:00-11:00', '22:00-11:00'],
  ['2200-1130', '22:00-11:30'],
  ['10pm-11am', '22:00-11:00'],
  ['6pm-noon', '18:00-12:00'],
  ['22:00-10', '22:00-10:00'],
  ['12:30-00:00', '12:30-24:00'],
  ['24:00-06:00', '24:00-06:00'],
])('“%s” is %s', (text, hours) => {
  expect(said(text)).toBe(hours);
  expect(said(hours)).toBe(hours);
});

test.each([
  ['6-9', '06:00-09:00 or 18:00-21:00'],
  ['5-3', '05:00-15:00 or 17:00-03:00'],
  ['7-10', '07:00-10:00 or 19:00-22:00'],
  ['8-11:59', '08:00-11:59 or 20:00-23:59'],
  ['13:00-6', '13:00-06:00 or 13:00-18:00'],
  ['13:00-12', '13:00-12:00 or 13:00-24:00'],
  ['22:00-11', '22:00-11:00 or 22:00-23:00'],
  ['9am-10', '09:00-10:00 or 09:00-22:00'],
])('“%s” may mean two things, and both are offered: %s', (text, ways) => {
  expect(said(text)).toBe(`What is meant by “${text}”? Write ${ways}`);
  for (const way of some(ways.split(' or '))) expect(said(way)).toBe(way);
});

test.each([
  ['9-12,12-5', '09:00-12:00,12:00-17:00'],
  ['9-12,12:30-4', '09:00-12:00,12:30-16:00'],
  ['9-12,1-5pm', '09:00-12:00,13:00-17:00'],
  ['9-12,1-5', '09:00-12:00,13:00-17:00'],
  ['9-12,1-17:00', '09:00-12:00,13:00-17:00'],
  ['9-10,10-11', '09:00-10:00,10:00-11:00'],
  ['9-10,11-12', '09:00-10:00,11:00-12:00'],
  ['9-12,8-10', '09:00-12:00,20:00-22:00'],
  ['9-5,6-12', '09:00-17:00,18:00-24:00'],
  ['10-2, 2-6', '10:00-14:00,14:00-18:00'],
  ['9-12, noon-2', '09:00-12:00,12:00-14:00'],
  ['9-5 & 6pm-10pm', '09:00-17:00,18:00-22:00'],
])('the second hours of a day come after the first: “%s” is %s', (text, hours) => {
  expect(said(text)).toBe(hours);
});

test.each([
  ['9-12,11-2', '09:00-12:00 and 11:00-14:00 overlap. Write each once'],
  ['9-12,1am-3pm', '09:00-12:00 and 01:00-15:00 overlap. Write each once'],
  ['18:00-08:00,09:00-10:00', '18:00-08:00 and 09:00-10:00 overlap. Write each once'],
  ['9-12, 13:00-5', 'What is meant by “13:00-5”? Write 13:00-05:00 or 13:00-17:00'],
  ['11am-10am', '“11:00-10:00” may mean two things. Write each day by itself'],
  ['6-6', '“6-6” begins and ends at the same time. Write 00:00-24:00 for all day'],
  ['7pm-7pm', '“7pm-7pm” begins and ends at the same time. Write 00:00-24:00 for all day'],
  ['midnight-midnight', '“midnight-midnight” begins and ends at the same time. Write 00:00-24:00 for all day'],
  ['9-25', '“25” is no time of day. Write times such as 09:00-17:00'],
  ['25-9', '“25” is no time of day. Write times such as 09:00-17:00'],
  ['9', 'From “9” until when? Write both, such as 09:00-17:00'],
  ['9,5', 'From “9” until when? Write both, such as 09:00-17:00'],
  ['9 till late', 'From “9” until when? Write both, such as 09:00-17:00'],
  ['Mon-', '“-” is not understood. Write hours such as 24/7'],
  ['???', '“???” is not understood. Write hours such as 24/7'],
  [' ', 'Enter the hours, such as 24/7'],
])('“%s” is answered “%s”', (text, words) => {
  expect(said(text)).toContain(words);
});

test.each([
  ['Mon-Wed 9-5; Wed 10-4', 'Mo-We 09:00-17:00; We 10:00-16:00'],
  ['Mon 9-5 Tue 10-4', 'Mo 09:00-17:00; Tu 10:00-16:00'],
  ['Mon 9-5, Tue closed, Wed 9-5', 'Mo 09:00-17:00; Tu off; We 09:00-17:00'],
  ['Mon-Fri 9-5, closed Sat and Sun', 'Mo-Fr 09:00-17:00; Sa-Su off'],
  ['9-5 Mon-Fri; 10-4 Sat', 'Mo-Fr 09:00-17:00; Sa 10:00-16:00'],
  ['9-5 Mon-Fri, 10-4 Sat', 'Mo-Fr 09:00-17:00; Sa 10:00-16:00'],
  ['9-12,1-5 Mon-Fri, 10-4 Sat', 'Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-16:00'],
  ['all day Mon-Fri, 10-4 Sat', 'Mo-Fr 00:00-24:00; Sa 10:00-16:00'],
  ['9-5 Mon-Fri except bank holidays', 'Mo-Fr 09:00-17:00; PH off'],
  ['9-5 Mon-Fri, closed Sat', 'Mo-Fr 09:00-17:00; Sa off'],
  ['9-5 Mon-Fri, Dec 25 closed', 'Mo-Fr 09:00-17:00; Dec 25 off'],
  ['9-5, Mon-Fri', 'Mo-Fr 09:00-17:00'],
  ['9-5 Mon-Fri, all day Sat', 'Mo-Fr 09:00-17:00; Sa 00:00-24:00'],
  ['9-5 Sat, Sun and bank holidays', 'Sa-Su,PH 09:00-17:00'],
  ['Sat 9-5, Sun all day', 'Sa 09:00-17:00; Su 00:00-24:00'],
  ['Mon-Mon 9-5', 'Mo 09:00-17:00'],
  ['Tue-Mon 9-5', '09:00-17:00'],
  ['Wed,Mon,Mon 9-5', 'Mo,We 09:00-17:00'],
  ['Sat,Sun,PH 10-4', 'Sa-Su,PH 10:00-16:00'],
  ['7 days a week 9-5', '09:00-17:00'],
  ['Mon-Sun and bank holidays 9-5', '09:00-17:00'],
  ['week days 9-5, weekends 10-4', 'Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00'],
  ['Mo.-Fr. 9-5', 'Mo-Fr 09:00-17:00'],
  ['Mon:  9 a.m. to 5 p.m.', 'Mo 09:00-17:00'],
  ['(Mon-Fri) from 9 o’clock until 17:00 only', 'Mo-Fr 09:00-17:00'],
  ['Mon\u00a09\u20115', 'Mo 09:00-17:00'],
  ['Mon-Fri 9-5;; Sat 10-4;', 'Mo-Fr 09:00-17:00; Sa 10:00-16:00'],
  ['Mon-Fri 9-5\nSat 10-4', 'Mo-Fr 09:00-17:00; Sa 10:00-16:00'],
  ['Mon-Fri 9-5 | Sat 10-4', 'Mo-Fr 09:00-17:00; Sa 10:00-16:00'],
  ['24/7; jan 1, dec 25 off', '24/7; Jan 01,Dec 25 off'],
  ['24/7; may - sep off', '24/7; May-Sep off'],
  ['9-5; 2026 Dec 24 - 2027 Jan 2 closed', '09:00-17:00; 2026 Dec 24-2027 Jan 02 off'],
])('days have the hours that are said of them: “%s” is %s', (text, hours) => {
  expect(said(text)).toBe(hours);
});

test.each([
  ['closed Sundays, 9-5', '09:00-17:00; Su off'],
  ['bank holidays closed; Mon-Fri 9-5', 'Mo-Fr 09:00-17:00; PH off'],
  ['PH 10-4, Mon-Fri 9-5', 'Mo-Fr 09:00-17:00; PH 10:00-16:00'],
  ['Dec 24-26 closed; bank holidays 10-4; 9-5', '09:00-17:00; PH 10:00-16:00; Dec 24-26 off'],
  ['Mon 9-5, all day', '24/7; Mo 09:00-17:00'],
  ['9-5, Mon-Fri 10-4', '09:00-17:00; Mo-Fr 10:00-16:00'],
  ['9-5 Mon-Fri; 10-4', '10:00-16:00; Mo-Fr 09:00-17:00'],
  ['Sat 10-4; daily 9-5', '09:00-17:00; Sa 10:00-16:00'],
  ['Sat,PH 10-4; 9-5', '09:00-17:00; Sa,PH 10:00-16:00'],
])('what is closed or otherwise stays so, wherever it was written: “%s” is %s', (text, hours) => {
  expect(said(text)).toBe(hours);
  expect(said(hours)).toBe(hours);
});

test.each([
  ['Mon-Wed 9-5, Wed 10-4', 'Wed is named twice. Write its hours together, such as Mon 09:00-12:00, 13:00-17:00'],
  ['Mon 9-5; Mon closed', 'Two things are said of Mon. Write the one that is meant'],
  ['closed Sundays; Fri-Sun 10-4', 'Two things are said of Sun. Write the one that is meant'],
  ['9-5; daily 10-4', 'Two things are said of every day. Write the one that is meant'],
  ['24/7; PH off; PH 10-4', 'Two things are said of bank holidays. Write the one that is meant'],
  ['24/7; Dec 25 off; Dec 25 10-4', 'Two things are said of those dates. Write the one that is meant'],
  ['24/7; Dec 24-26 Tue 10-4; Dec 24-26 off', 'Two things are said of Tue. Write the one that is meant'],
  ['Mon-Tue closed, Mon 9-5', 'Mon is named twice. Write its hours together'],
  ['closed Sundays, Mon-Sat 9-5', 'Which days and hours belong together?'],
  ['9-12 Mon-Fri, 1-5pm', 'Which days and hours belong together?'],
  ['9-5 Mon, 24/7', 'Which days and hours belong together?'],
  ['9-5 Mon-Fri 10-4', 'Which days and hours belong together?'],
  ['9-5 Mon-Fri all day', 'Which days and hours belong together?'],
  ['closed Sun 9-5', 'Which days and hours belong together?'],
  ['Sun closed all day', 'Which days and hours belong together?'],
  ['Mon 9-5 all day', 'Which days and hours belong together?'],
  ['closed', 'On which days is it closed? Name them, such as “closed Sundays”'],
  ['closed; 9-5', 'On which days is it closed? Name them, such as “closed Sundays”'],
  ['Mon-Fri 9-5 except Wed closed', 'On which days is it closed? Name them, such as “closed Sundays”'],
  ['except Sundays', 'Which hours does it keep otherwise? Write hours such as 24/7'],
  ['Mon, Tue', 'From when to when on Mon, Tue? Write hours such as 24/7'],
  ['9-5; bank holidays', 'From when to when on bank holidays? Write hours such as 24/7'],
  ['9-5; Jan 1', 'From when to when on those dates? Write hours such as 24/7'],
  ['Mon-Fri off', 'When is it open? Enter the hours, such as 24/7'],
])('what takes itself back, or says too little, is asked about: “%s”', (text, question) => {
  expect(said(text)).toContain(question);
  expect(hoursInWords(text)).toBe(`not understood, ask: “${text}”`);
  expect(hoursTyped(text)).toBe(text);
});

test.each([
  ['24/7; Dec 25 off; Dec 26 10-4', '24/7; Dec 25 off; Dec 26 10:00-16:00'],
  ['Mon-Fri 9-5, Dec 24 Mon 10-4', 'Mo-Fr 09:00-17:00; Dec 24 Mo 10:00-16:00'],
  ['Dec 24-26 Mon off, Mon-Fri 9-5', 'Mo-Fr 09:00-17:00; Dec 24-26 Mo off'],
  ['Mon-Fri 9-5; Mon,Sat 10-4', 'Mo-Fr 09:00-17:00; Mo,Sa 10:00-16:00'],
  ['24/7; Dec 24-26 Mon off; Dec 24-26 Tue off', '24/7; Dec 24-26 Mo off; Dec 24-26 Tu off'],
  ['24/7; Dec 24-26 off; Dec 24-26 Tue 10-4', '24/7; Dec 24-26 off; Dec 24-26 Tu 10:00-16:00'],
])('what leaves something of what came before it takes nothing back: “%s”', (text, hours) => {
  expect(said(text)).toBe(hours);
});

test.each([
  ['midday', { minutes: 720, half: 'clear' }],
  ['midnight', { minutes: 0, half: 'clear' }],
  ['9:59', { minutes: 599, half: null }],
  ['12', { minutes: 720, half: null }],
  ['13', { minutes: 780, half: 'clear' }],
  ['09', { minutes: 540, half: 'clear' }],
  ['24', { minutes: 1440, half: 'clear' }],
  ['24:00', { minutes: 1440, half: 'clear' }],
  ['1am', { minutes: 60, half: 'am' }],
  ['12 p.m.', { minutes: 0, half: 'pm' }],
  ['12am', { minutes: 0, half: 'am' }],
])('“%s” is a time', (text, time) => {
  expect(readClock(text)).toEqual({ ...time, text });
});

test.each(['', 'nine', '9:60', '24:01', '24:59', '25', '0am', '13pm', '0930am', '12345', '9:5'])(
  '“%s” is no time of day',
  (text) => {
    expect(readClock(text)).toBeNull();
  },
);

test('a span after another is later that day only where it was written without saying which half, and fits', () => {
  const time = (text: string): WrittenTime => {
    const read = readClock(text);
    if (!read) throw new Error(`${text} is no time`);
    return read;
  };
  expect(spanOf(time('1'), time('5'), 12 * 60)).toEqual({ from: 13 * 60, to: 17 * 60 });
  expect(spanOf(time('1'), time('5'), 13 * 60)).toEqual({ from: 13 * 60, to: 17 * 60 });
  expect(spanOf(time('1'), time('5'), 13 * 60 + 1)).toBeTypeOf('string');
  expect(spanOf(time('9'), time('17:00'), 10 * 60)).toEqual({ from: 9 * 60, to: 17 * 60 });
  expect(spanOf(time('9am'), time('11am'), 10 * 60)).toEqual({ from: 9 * 60, to: 11 * 60 });
});

test('a week at a glance has holidays and dates apart, and the last word on each day', () => {
  expect(weekOf('Mon-Wed 9-5; Wed 10-4; Dec 25-26 off; Dec 24 Mon 10-12')).toEqual([
    { days: 'Mon–Tue', hours: '09:00–17:00' },
    { days: 'Wed', hours: '10:00–16:00' },
    { days: 'Thu–Sun', hours: 'closed' },
    { days: 'Dec 25–26', hours: 'closed' },
    { days: 'Dec 24, Mon', hours: '10:00–12:00' },
  ]);
  expect(weekOf('9-5; PH 10-4; Dec 25 PH off')?.at(1)).toEqual({ days: 'Bank holidays', hours: '10:00–16:00' });
  expect(hoursInWords('0-12')).toBe('every day 00:00–12:00');
  expect(hoursInWords('6pm-6')).toBe('every day 18:00–06:00 next day');
});

test('hours written otherwise than they are kept are shown as they were understood', () => {
  const words = '“Mon-Fri 9-5” is understood as Mon–Fri 09:00–17:00, Sat–Sun closed';
  expect(hoursNotes('hours', ' Mon-Fri 9-5 ', 'Mo-Fr 09:00-17:00')).toEqual([{ field: 'hours', words }]);
  expect(hoursNotes('hours', ' Mo-Fr 09:00-17:00 ', 'Mo-Fr 09:00-17:00')).toEqual([]);
  expect(hoursNotes('hours', undefined, 'Mo-Fr 09:00-17:00')).toEqual([]);
  expect(hoursNotes('hours', 'by arrangement', 'by agreement')).toEqual([]);
});
