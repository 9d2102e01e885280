"""Phrases of every kind with what they mean, written before they were tried: phrase | date | country | role | kind | id.

An empty field is not looked at; ``none`` must be None. The office is checked by ``office=`` in the last field.
"""

from __future__ import annotations

PHRASES = """
# states, adjectives, capitals, seats
Iran||IRN|GOV|state|IRN
the Islamic Republic of Iran||IRN|GOV|state|IRN
the Iranians||IRN||state|IRN
Tehran||IRN|GOV|state|IRN
TEHRAN||IRN||state|IRN
the U.S.||USA|GOV|state|USA
US||USA|GOV|state|USA
the United States of America||USA||state|USA
America||USA||state|USA
Washington||USA|GOV|state|USA
Washington, D.C.||USA||state|USA
the White House||USA|GOV|state|USA
the Pentagon||USA|GOV|state|USA
Foggy Bottom||USA|GOV|state|USA
the Kremlin||RUS|GOV|state|RUS
Downing Street||GBR|GOV|state|GBR
10 Downing Street||GBR|GOV|state|GBR
Whitehall||GBR|GOV|state|GBR
the Elysee||FRA|GOV|state|FRA
the Élysée Palace||FRA|GOV|state|FRA
the Quai d'Orsay||FRA|GOV|state|FRA
the Blue House||KOR|GOV|state|KOR
Zhongnanhai||CHN|GOV|state|CHN
Aso Rock||NGA|GOV|state|NGA
Malacanang||PHL|GOV|state|PHL
Britain||GBR||state|GBR
the UK||GBR||state|GBR
Holland||NLD||state|NLD
the Dutch||NLD||state|NLD
Burma||MMR||state|MMR
Zaire||COD||state|COD
the Soviet Union||SUN||state|SUN
USSR||SUN||state|SUN
Yugoslavia||YUG||state|YUG
Czechoslovakia||CSK||state|CSK
East Germany||DDR||state|DDR
Côte d'Ivoire||CIV||state|CIV
Ivory Coast||CIV||state|CIV
Türkiye||TUR||state|TUR
Turkey||TUR||state|TUR
Swaziland||SWZ||state|SWZ
Kosovo||XKX||state|XKX
the Palestinian Authority||PSE|GOV|state|PSE
Taiwan||TWN||state|TWN
the Republic of China||TWN||state|TWN
the People's Republic of China||CHN||state|CHN
North Korea||PRK||state|PRK
the DPRK||PRK||state|PRK
South Koreans||KOR||state|KOR
the Republic of Korea||KOR||state|KOR
Niger||NER||state|NER
Nigeria||NGA||state|NGA
the Nigerien army||NER|MIL|organization|
the Nigerian army||NGA|MIL|organization|
Guinea||GIN||state|GIN
Guinea-Bissau||GNB||state|GNB
Equatorial Guinea||GNQ||state|GNQ
Papua New Guinea||PNG||state|PNG
the Democratic Republic of the Congo||COD||state|COD
Congo-Brazzaville||COG||state|COG
Dominica||DMA||state|DMA
the Dominican Republic||DOM||state|DOM
Somaliland||SOM||state|SOM
Abkhazia||GEO||state|GEO
Northern Cyprus||CYP||state|CYP
Transnistria||MDA||state|MDA
Kyiv||UKR||state|UKR
Kiev||UKR||state|UKR
Nur-Sultan||KAZ||state|KAZ
Vatican||VAT||state|VAT
Greenland||GRL||state|GRL
Hong Kong||HKG||state|HKG
Crimea||UKR||state|UKR
Karachi||PAK||state|PAK
Gaza||PSE||state|PSE
# organisations
NATO||NATO|IGO|organization|NATO
Nato||NATO|IGO|organization|NATO
the North Atlantic Treaty Organization||NATO|IGO|organization|NATO
the European Union||EU|IGO|organization|EU
the EU||EU|IGO|organization|EU
the European Commission||EU|IGO|organization|EC
the United Nations||UN|IGO|organization|UN
the UN Security Council||UN|IGO|organization|UNSC
UNIFIL||UN|MIL|organization|UNIFIL
the African Union||AU|IGO|organization|AU
ECOWAS||ECOWAS|IGO|organization|ECOWAS
ASEAN||ASEAN|IGO|organization|ASEAN
the Shanghai Cooperation Organisation||SCO|IGO|organization|SCO
the Gulf Cooperation Council||GCC|IGO|organization|GCC
the CSTO||CSTO|IGO|organization|CSTO
the International Atomic Energy Agency||IAEA|IGO|organization|IAEA
the IMF||IMF|IGO|organization|IMF
the Arab League||LAS|IGO|organization|LAS
AUKUS||AUKUS||organization|AUKUS
the G7||G7||organization|G7
the International Criminal Court||ICC|JUD|organization|ICC
AMISOM||AU|MIL|organization|AMISOM
# services, ministries, agencies, parliaments
Royal Thai Navy||THA|MIL|organization|
the IRGC||IRN|MIL|organization|IRN/islamic-revolutionary-guard-corps
Iran's Revolutionary Guards||IRN|MIL|organization|IRN/islamic-revolutionary-guard-corps
the Quds Force||IRN|MIL|organization|
the Bundeswehr||DEU|MIL|organization|DEU/bundeswehr
the People's Liberation Army||CHN|MIL|organization|
the PLA Navy||CHN|MIL|organization|
the Royal Navy||GBR|MIL|organization|GBR/royal-navy
the RAF||GBR|MIL|organization|
the Israel Defense Forces||ISR|MIL|organization|
the IDF||ISR|MIL|organization|
CENTCOM||USA|MIL|organization|
US Central Command||USA|MIL|organization|
the Seventh Fleet||USA|MIL|organization|
the Northern Fleet||RUS|MIL|organization|RUS/northern-fleet
Mossad||ISR|SPY|organization|ISR/mossad
the CIA||USA|SPY|organization|
MI6||GBR|SPY|organization|
the FSB||RUS|SPY|organization|RUS/fsb
Pakistan's ISI||PAK|SPY|organization|
the State Department||USA|GOV|organization|USA/state-department
the Foreign Office||GBR|GOV|organization|GBR/foreign-office
the State Duma||RUS|LEG|organization|RUS/state-duma
the Knesset||ISR|LEG|organization|ISR/knesset
the Bundestag||DEU|LEG|organization|DEU/bundestag
the Majlis||IRN|LEG|organization|
Congress||USA|LEG|organization|
the Verkhovna Rada||UKR|LEG|organization|
Oman's Ministry of Defence||OMN|GOV|organization|OMN/ministry-of-defence
the Syrian Foreign Ministry||SYR|GOV|organization|SYR/ministry-of-foreign-affairs
Japan's defense ministry||JPN|GOV|organization|JPN/ministry-of-defence
the Indian Ministry of External Affairs||IND|GOV|organization|
the Ministry of Foreign Affairs of Iran||IRN|GOV|organization|IRN/ministry-of-foreign-affairs
Bangladesh Air Force||BGD|MIL|organization|BGD/air-force
the Hellenic Navy||GRC|MIL|organization|
the Philippine Coast Guard||PHL|COP|organization|
the Turkish parliament||TUR|LEG|organization|TUR/parliament
the Egyptian police||EGY|COP|organization|EGY/police
the Indian Supreme Court||IND|JUD|organization|IND/supreme-court
the Iranian embassy||IRN|GOV|organization|IRN/embassy
Japan Maritime Self-Defense Force||JPN|MIL|organization|
the Iranian Navy||IRN|MIL|organization|
Iraq's Popular Mobilization Forces||IRQ|MIL|organization|
the Peshmerga||IRQ|MIL|organization|
Wagner Group||RUS|MIL|organization|
the Rapid Support Forces||SDN|MIL|organization|
Gazprom||RUS|BUS|organization|RUS/gazprom
# groups
Hezbollah||LBN|REB|armed-group|LBN/hezbollah
Hizbullah||LBN|REB|armed-group|LBN/hezbollah
Hamas||PSE|REB|armed-group|PSE/hamas
the Taliban||AFG|REB|armed-group|AFG/taliban
the Houthis||YEM|REB|armed-group|YEM/houthis
the PKK||TUR|REB|armed-group|TUR/kurdistan-workers-party
al-Shabaab||SOM|REB|armed-group|
Boko Haram||NGA|REB|armed-group|NGA/boko-haram
M23||COD|REB|armed-group|COD/m23
FARC||COL|REB|armed-group|COL/farc
the Polisario Front||DZA|REB|armed-group|
ISIS||ISIS|REB|armed-group|ISIS
Jaish al-Adl||IRN|REB|armed-group|
# common nouns
Iranian troops||IRN|MIL|state|IRN
a Russian warship||RUS|MIL|state|RUS
two Chinese fighter jets||CHN|MIL|state|CHN
Turkish officials||TUR|GOV|state|TUR
the Polish government||POL|GOV|organization|
Israeli lawmakers||ISR|LEG|state|ISR
Pakistani diplomats||PAK|GOV|state|PAK
Hezbollah fighters||LBN|REB|armed-group|LBN/hezbollah
NATO troops||NATO||organization|NATO
UN peacekeepers||UN||organization|UN
Syrian rebels||SYR|REB||
Russian-backed separatists||none|||none
a Turkish journalist||TUR|MED|person|none
Pakistani refugees||PAK|CVL|person|none
French tourists||FRA|CVL|person|none
a German company||DEU|BUS|person|none
# persons with a state
Iranian Defense Minister Brigadier General Mohammad Reza Ashtiani||IRN|GOV|person|office=IRN/minister-of-defence
Major General Mohammad Baqeri, Chief of Staff of the Iranian Armed Forces||IRN|MIL|person|office=IRN/chief-of-staff-of-the-armed-forces
visiting Pakistani Air Staff Chief Marshal Zaheer Ahmad Babar Sidhu||PAK|MIL|person|office=PAK/chief-of-staff-of-the-air-force
South Korean Defence Minister Shin Won-sik||KOR|GOV|person|office=KOR/minister-of-defence
Russian Foreign Minister Sergey Lavrov||RUS|GOV|person|RUS/sergei-lavrov
Sergei Lavrov, the Russian foreign minister||RUS|GOV|person|office=RUS/minister-of-foreign-affairs
British Foreign Secretary David Miliband||GBR|GOV|person|office=GBR/foreign-secretary
U.S. Secretary of State John Kerry||USA|GOV|person|office=USA/secretary-of-state
UN Secretary-General António Guterres||UN|IGO|person|office=UN/secretary-general
NATO Secretary General Jens Stoltenberg||NATO|IGO|person|office=NATO/secretary-general
King Abdullah II of Jordan||JOR|GOV|person|office=JOR/king
Hezbollah leader Hassan Nasrallah||LBN|REB|person|LBN/hassan-nasrallah
State Department spokesman Ned Price||USA|GOV|person|USA/ned-price
Rear Admiral Shahram Irani of the Islamic Republic of Iran Navy||IRN|MIL|person|IRN/shahram-irani
Egyptian Deputy Foreign Minister Hamdi Loza||EGY|GOV|person|office=EGY/deputy-minister-of-foreign-affairs
Indian Navy chief Admiral R. Hari Kumar||IND|MIL|person|
Libyan National Army commander Khalifa Haftar||LBY|MIL|person|LBY/khalifa-haftar
Israeli Prime Minister Ehud Olmert||ISR|GOV|person|office=ISR/prime-minister
Turkey's Chief of General Staff Metin Gurak||TUR|MIL|person|office=TUR/chief-of-staff-of-the-armed-forces
Chinese Ambassador to Pakistan Jiang Zaidong||CHN|GOV|person|office=CHN/ambassador
Iran's ambassador to Russia, Kazem Jalali||IRN|GOV|person|office=IRN/ambassador
former British Prime Minister Tony Blair||GBR|ELI|person|GBR/tony-blair
Iranian Parliament Speaker Mohammad Baqer Qalibaf||IRN|LEG|person|office=IRN/speaker-of-parliament
Cambodian Prime Minister Hun Manet||KHM|GOV|person|office=KHM/prime-minister
Iraqi journalist Ahmed Hassan||IRQ|MED|person|
# offices without a name
IRGC Navy commander||IRN|MIL|person|
Chief of the Air Staff of Pakistan||PAK|MIL|person|PAK/chief-of-staff-of-the-air-force
the Iranian foreign minister||IRN|GOV|person|office=IRN/minister-of-foreign-affairs
Minister of Foreign Affairs of Japan||JPN|GOV|person|office=JPN/minister-of-foreign-affairs
the commander of the Turkish Naval Forces||TUR|MIL|person|
US ambassador to Israel||USA|GOV|person|office=USA/ambassador
Egyptian Foreign Ministry spokesman||EGY|GOV|person|
the President of the Republic of Korea||KOR|GOV|person|office=KOR/president
the Saudi crown prince||SAU|GOV|person|office=SAU/crown-prince
the UN special envoy||UN|IGO|person|
the US defense secretary||USA|GOV|person|office=USA/secretary-of-defence
the Thai army chief||THA|MIL|person|office=THA/chief-of-staff-of-the-army
# leaders with dates
Saddam Hussein|1995|IRQ|GOV|person|office=IRQ/president
Saddam Hussein|2005|IRQ|ELI|person|IRQ/saddam-hussein
Barack Obama|2010|USA|GOV|person|office=USA/president
Barack Obama|2005-06|USA|none|person|USA/barack-obama
Barack Obama|2020|USA|ELI|person|USA/barack-obama
Boris Johnson|2017-05-01|GBR|GOV|person|office=GBR/foreign-secretary
Boris Johnson|2021-05-01|GBR|GOV|person|office=GBR/prime-minister
Boris Johnson|2023-05-01|GBR|ELI|person|GBR/boris-johnson
Vladimir Putin|2010|RUS|GOV|person|office=RUS/prime-minister
Vladimir Putin|2015-03|RUS|GOV|person|office=RUS/president
Kaja Kallas|2022|EST|GOV|person|office=EST/prime-minister
Kaja Kallas|2025-02|EU|IGO|person|office=EU/high-representative
Ban Ki-moon|2005|KOR|GOV|person|office=KOR/minister-of-foreign-affairs
Ban Ki-moon|2010|UN|IGO|person|office=UN/secretary-general
Mark Rutte|2015|NLD|GOV|person|office=NLD/prime-minister
Mark Rutte|2025|NATO|IGO|person|office=NATO/secretary-general
Mohammad Bagheri|2020|IRN|MIL|person|office=IRN/chief-of-staff-of-the-armed-forces
Pervez Musharraf|2005|PAK||person|PAK/pervez-musharraf
Chancellor Merkel|2015|DEU|GOV|person|DEU/angela-merkel
President Obama|2012-05|USA|GOV|person|USA/barack-obama
Secretary of State Clinton|2010|USA|GOV|person|USA/hillary-clinton
the US president|2010-05-01|USA|GOV|person|USA/barack-obama
the French president|2019-01|FRA|GOV|person|FRA/emmanuel-macron
Iran's Supreme Leader|2015|IRN|GOV|person|IRN/ali-khamenei
Recep Tayyip Erdogan|2020|TUR|GOV|person|office=TUR/president
Muammar Gaddafi|2005|LBY|GOV|person|LBY/muammar-gaddafi
Moammar Khadafy|2005|LBY|GOV|person|LBY/muammar-gaddafi
Slobodan Milosevic|1995|SRB|GOV|person|SRB/slobodan-milosevic
# not an actor
French fries||none|||none
Dutch disease||none|||none
Swiss cheese||none|||none
Israeli-born actress||none|||none
Michael Jordan||none|||none
Real Madrid||none|||none
the Washington Post||none|||none
the Berlin Wall||none|||none
the Geneva Conventions||none|||none
the Indian Ocean||none|||none
Latin America||none|||none
the Korean Peninsula||none|||none
Air France||none|||none
Paris Saint-Germain||none|||none
George Washington||none|||none
Jordan Peterson||none|||none
Chad Smith||none|||none
"""
