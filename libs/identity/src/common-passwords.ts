/**
 * The passwords of at least ten characters that lead the public lists of leaked ones, plus the obvious ones about this shop.
 * Short on purpose: the length rule and the rate limits do the work, this stops the first guesses.
 */
const LIST = `
0123456789 0987654321 1029384756 1111111111 11111111111 111111111111 1122334455 1231231231 123123123123 1234512345
1234554321 1234567890 12345678900 1234567891 12345678910 123456789123 123456789a 123456789abc 123456789q 1234qwerasdf
1234qwerty 123qweasdzxc 13145201314 1314520520 1472583690 1a2b3c4d5e 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc
5201314520 9876543210 a123456789 aa123456789 aaaaaaaaaa abc1234567 abc123456789 abcd123456 abcd12345678 abcde12345
abcdefghij abcdefghijkl admin12345 admin123456 adminadmin administrator asdf123456 asdfasdfasdf asdfghjkl1
asdfghjkl123 asdfghjkl; asdfqwer1234 azertyuiop barcelona1 baseball123 basketball butterfly1 cartwright cartwright1
cartwright123 changeme123 changemenow chocolate1 computer123 consumer123 correcthorsebatterystaple customer123
default123 defaultpassword dragon123456 football123 forever123 freedom123 hello12345 hellohello helloworld helloworld1
iloveyou12 iloveyou123 iloveyou1234 iloveyouforever jennifer123 jordan12345 letmein123 letmein1234 letmeinnow
liverpool1 liverpool123 login12345 manchester master12345 michael123 michelle123 monkey12345 mynameisjohn mypassword
mypassword1 mypassword123 p@ssw0rd123 p@ssword123 passpasspass passw0rd12 passw0rd123 password00 password01 password1!
password10 password11 password12 password123 password123! password1234 password12345 password2020 password2021
password2022 password2023 password2024 password2025 password2026 password99 passwordpassword pokemon123 princess12
princess123 q123456789 q1w2e3r4t5 q1w2e3r4t5y6 qazwsx12345 qazwsxedcrfv qq123456789 qwer123456 qwerasdfzxcv qwerty1234
qwerty12345 qwerty123456 qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] qwertyuiopas samsung123
secret12345 secretsecret shadow12345 shopping123 spiderman1 starwars123 sunshine12 sunshine123 superman12 superman123
temporary1 testing123 testing1234 testtest12 testtest123 trustno1trustno1 unbelievable unknown123 useruseruser
victoria123 volleyball w123456789 welcome123 welcome1234 welcome12345 welcomewelcome whatever123 woaini1314520
woaini5201314 xxxxxxxxxx yourpassword z123456789 zaq12wsxcde3 zaq1xsw2cde3 zxcvbnm,./ zxcvbnm123 zxcvbnmasd zzzzzzzzzz
`;

/** In lower case, as {@link passwordProblem} compares. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));
