// Countries and regions by their codes (ISO 3166-1); their names are the browser's own.

/** Of most people who work in Japan. */
export const OFTEN = ['VN', 'CN', 'PH', 'ID', 'MM', 'NP', 'BR', 'PE', 'KH', 'TH', 'MN', 'LK', 'BD', 'KR', 'TW', 'IN', 'LA', 'PK', 'UZ', 'US'] as const

export const ALL = (
  'AF AL DZ AS AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CD CK CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET '
  + 'FJ FI FR GA GM GE DE GH GR GD GU GT GN GW GY HT HN HK HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MH MR MU MX FM MD MC '
  + 'MN ME MA MZ MM NA NR NP NL NZ NI NE NG NU MK MP NO OM PK PW PS PA PG PY PE PH PL PT PR QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TW TJ '
  + 'TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VA VE VN YE ZM ZW'
).split(' ')
