const given =
  'Ana Bao Binh Chi Dan Duc Elira Fatmir Giang Hai Hoa Huong Ilir Khanh Lan Linh Mai Minh Nam Ngoc Phuong Quan Son Thao Trang Tuan'.split(
    ' ',
  );
const family =
  'Bui Dang Dinh Do Duong Hoang Ho Huynh Le Luong Ly Mac Ngo Nguyen Pham Phan Ta Thai Tran Trinh Truong Vo Vu Vuong'.split(
    ' ',
  );
const initials = [...'ABCDGHKLMNPQSTUVXY'];

/** Invented. One in ten is a first name alone, which many share; two of the others seldom are the same. */
export const names: readonly string[] = given.flatMap((first) => [
  ...family.flatMap((last) => initials.map((letter) => `${first} ${letter}. ${last}`)),
  ...Array.from({ length: 48 }, () => first),
]);
