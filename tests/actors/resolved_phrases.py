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
Pakistani refugees||PAK|REF|person|none
French tourists||FRA|CVL|person|none
a German company||DEU|BUS|organization|none
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
# agents of every role
British Prime Minister||GBR|GOV|person|office=GBR/prime-minister
Ukrainian rebels||UKR|REB||
Pakistani Taliban||PAK|REB|armed-group|
the Syrian opposition||SYR|OPP||
Mexican journalists||MEX|MED|person|
US Treasury||USA|GOV|organization|
the US Treasury Department||USA|GOV|organization|
Israeli settlers||ISR|CVL|person|
EU foreign policy chief||EU|IGO|person|
EU foreign policy chief Josep Borrell||EU|IGO|person|
German car makers||DEU|BUS|person|
Houthi rebels||YEM|REB|armed-group|YEM/houthis
former Yugoslav president||YUG|ELI|person|
Ukrainian soldiers||UKR|MIL||
Nigerian police||NGA|COP|organization|
Mexican drug cartels||MEX|CRM||
the Sinaloa Cartel||MEX|CRM||
Somali pirates||SOM|CRM||
Colombian drug lord||COL|CRM||
Chinese hackers||CHN|CRM||
Afghan refugees||AFG|REF|person|
Syrian asylum seekers||SYR|REF|person|
Rohingya refugees||MMR|REF||
Iranian students||IRN|EDU|person|
Egyptian protesters||EGY|OPP||
Russian dissidents||RUS|OPP||
Belarusian opposition leader||BLR|OPP|person|
Belarusian opposition leader Sviatlana Tsikhanouskaya||BLR|OPP|person|
Turkish opposition lawmakers||TUR|OPP||
Indian farmers||IND|AGR|person|
South African trade unions||ZAF|LAB||
striking French workers||FRA|LAB|person|
Iranian clerics||IRN|REL||
a Catholic bishop from Poland||POL|REL|person|
Syrian doctors||SYR|HLH|person|
a hospital in Gaza||PSE|HLH||
Brazilian environmentalists||BRA|ENV|person|
Chinese state media||CHN|GOV||
Iranian state television||IRN|GOV||
Saudi dissident||SAU|OPP|person|
Israeli human rights groups||ISR|NGO||
the Red Cross||ICRC|NGO|organization|
Amnesty International||AMNESTY|NGO|organization|
Human Rights Watch||HRW|NGO|organization|
Doctors Without Borders||MSF|NGO|organization|
Greenpeace||GREENPEACE|NGO|organization|
Iraqi militias||IRQ|UAF||
Russian mercenaries||RUS|UAF||
Libyan militiamen||LBY|UAF||
gunmen in Nigeria||NGA|UAF||
Sunni militants in Iraq||IRQ|REB||
Chechen separatists||RUS|REB||
Palestinian militants||PSE|REB||
Colombian guerrillas||COL|REB||
Chadian rebels||TCD|REB||
Tamil Tiger rebels||LKA|REB|armed-group|
Maoist rebels in Nepal||NPL|REB||
Japanese Diet members||JPN|LEG||
German MP||DEU|LEG|person|
Bundestag legislator||DEU|LEG|person|
a US senator||USA|LEG|person|
US Congress||USA|LEG|organization|
the British House of Commons||GBR|LEG|organization|
the Japanese House of Representatives||JPN|LEG|organization|
the US House of Representatives||USA|LEG|organization|
Russia's upper house||RUS|LEG||
Iranian lawmakers||IRN|LEG||
Pakistan's Supreme Court||PAK|JUD|organization|
Israeli High Court||ISR|JUD|organization|
a Spanish judge||ESP|JUD|person|
Brazilian prosecutors||BRA|JUD||
Turkish court||TUR|JUD||
Kenyan police officers||KEN|COP||
French gendarmes||FRA|||
Mexican federal police||MEX|COP||
Indian border guards||IND|COP||
South Korean coast guard||KOR|COP||
Israeli intelligence||ISR|SPY||
Pakistan's spy agency||PAK|SPY||
Russian spies||RUS|SPY||
a CIA agent||USA|SPY||
Israel's Shin Bet||ISR|SPY|organization|
MI5||GBR|SPY|organization|
the GRU||RUS|SPY|organization|
the FBI||USA|COP|organization|
Interpol||INTERPOL|IGO||
Europol||EU|IGO||
the Chinese Communist Party||CHN|GOV||
Germany's Christian Democratic Union||DEU|PTY|organization|
the Conservative Party of Britain||GBR|PTY||
the Republican Party||USA|PTY||
the Democratic Party||USA|PTY||
British Labour Party||GBR|PTY||
India's Bharatiya Janata Party||IND|PTY||
Likud||ISR|PTY||
a Greek political party||GRC|PTY||
Italian politicians||ITA|PTY||
Zimbabwe's ruling party||ZWE|GOV||
Venezuelan opposition||VEN|OPP||
the African National Congress||ZAF|PTY||
Fatah||PSE|OPP||
the Palestine Liberation Organization||PSE|GOV||
Muslim Brotherhood||EGY|REB||
al-Qaeda||ALQAEDA|REB|armed-group|
Al Qaeda in the Islamic Maghreb||DZA|REB|armed-group|
al Nusra Front||SYR|REB|armed-group|
Free Syrian Army||SYR|REB|armed-group|
Lord's Resistance Army||UGA|REB|armed-group|
Islamic State||ISIS|REB|armed-group|
Islamic Jihad||PSE|REB|armed-group|
Abu Sayyaf||PHL|REB|armed-group|
Moro Islamic Liberation Front||PHL|REB|armed-group|
Shining Path||PER|REB|armed-group|
ETA||ESP|REB|armed-group|
the IRA||GBR|REB|armed-group|
Lashkar-e-Taiba||PAK|REB|armed-group|
Jaish-e-Mohammed||PAK|REB|armed-group|
Kosovo Liberation Army||XKX|REB|armed-group|
Syrian Democratic Forces||SYR|REB|armed-group|
YPG||SYR|REB|armed-group|
Fulani herdsmen||NGA|UAF||
the Azov Battalion||UKR|MIL||
Israeli Defense Forces||ISR|MIL|organization|
US Marines||USA|MIL||
U.S. Navy SEALs||USA|MIL||
US Army||USA|MIL|organization|
Russian Air Force||RUS|MIL|organization|
Chinese navy||CHN|MIL|organization|
a Turkish F-16||TUR|MIL||
North Korean submarine||PRK|MIL||
British troops||GBR|MIL||
Ethiopian government forces||ETH|MIL||
Afghan security forces||AFG|COP||
the Myanmar junta||MMR|GOV||
Myanmar's military government||MMR|GOV||
Egypt's military rulers||EGY|GOV||
the Dutch embassy in Tehran||NLD|GOV|organization|NLD/embassy
the US consulate in Istanbul||USA|GOV|organization|
Chinese diplomats||CHN|GOV||
an Iranian nuclear negotiator||IRN|GOV|person|
Moscow||RUS|GOV|state|RUS
Beijing||CHN|GOV|state|CHN
the Vatican||VAT|GOV|state|VAT
Buckingham Palace||GBR|GOV|state|GBR
Capitol Hill||USA|LEG||
the Fed||USA|GOV||
the Federal Reserve||USA|GOV||
the European Central Bank||EU|IGO||
the Bank of England||GBR|GOV||
the World Bank||WB|IGO|organization|WB
UNICEF||UN|IGO||
UNHCR||UN|IGO||
the UN refugee agency||UN|IGO||
UN Secretary General||UN|IGO|person|office=UN/secretary-general
UN weapons inspectors||UN|IGO||
NATO forces||NATO|MIL||
NATO Secretary General||NATO|IGO|person|office=NATO/secretary-general
the EU Commission president||EU|IGO|person|
the European Parliament||EU|LEG||
OPEC||OPEC|IGO||
Arab League chief||LAS|IGO|person|
IAEA inspectors||IAEA|IGO||
the International Monetary Fund||IMF|IGO||
World Food Programme||UN|IGO||
a Japanese bank||JPN|BUS||
US oil companies||USA|BUS||
Exxon Mobil||USA|BUS||
Huawei||CHN|BUS||
Boeing||USA|BUS||
Rosneft||RUS|BUS||
Lockheed Martin||USA|BUS||
Russian oligarchs||RUS|BUS||
Iraqi civilians||IRQ|CVL||
Syrian children||SYR|CVL||
Lebanese Christians||LBN|REL||
Iraqi Kurds||IRQ|||
Iraqi Shiites||IRQ|REL||
Burmese Muslims||MMR|REL||
Al Jazeera||QAT|MED||
the BBC||GBR|MED||
CNN||USA|MED||
Xinhua||CHN|GOV||
The New York Times||USA|MED||
Chinese scientists||CHN|EDU||
Harvard University||USA|EDU||
a Russian academic||RUS|EDU||
Iranian nuclear scientists||IRN|EDU||
# officers and officials
the Chinese Ministry of Foreign Affairs||CHN|GOV|organization|CHN/ministry-of-foreign-affairs
the Chinese foreign ministry spokeswoman||CHN|GOV|person|
Hua Chunying, a Chinese foreign ministry spokeswoman||CHN|GOV|person|CHN/hua-chunying
Israeli army spokesman||ISR|MIL|person|
Israeli military spokesman Daniel Hagari||ISR|MIL|person|
Kremlin spokesman Dmitry Peskov||RUS|GOV|person|
a Pentagon spokesman||USA|GOV||
White House officials||USA|GOV||
the president of Iran||IRN|GOV|person|office=IRN/president
president of Iran||IRN|GOV|person|office=IRN/president
Israeli Prime Minister Netanyahu||ISR|GOV|person|
Israeli Prime Minister Benjamin Netanyahu|2015|ISR|GOV|person|ISR/benjamin-netanyahu
the deputy prime minister of Turkey||TUR|GOV|person|office=TUR/deputy-prime-minister
Germany's vice chancellor||DEU|GOV|person|
Pakistan's army chief||PAK|MIL|person|
Pakistan's former army chief||PAK|ELI|person|
former Pakistani president Pervez Musharraf||PAK|ELI|person|PAK/pervez-musharraf
ex-president of Peru||PER|ELI|person|
retired US general||USA|MIL||
former US President Jimmy Carter||USA|ELI|person|
the Queen of England||GBR|GOV|person|
Queen Elizabeth II||GBR|GOV|person|
King Charles III|2023|GBR|GOV|person|
Pope Francis|2015|VAT|GOV|person|
the Dalai Lama||CHN|REL||
Japanese Emperor Naruhito||JPN|GOV|person|
the governor of Texas||USA|GOV|person|
California Governor Gavin Newsom||USA|GOV|person|
Tokyo Governor Shintaro Ishihara||JPN|GOV|person|
the mayor of London||GBR|GOV|person|
Moscow mayor Sergei Sobyanin||RUS|GOV|person|
US trade representative||USA|GOV|person|
the US special envoy for Iran||USA|GOV|person|
head of the Palestinian Authority||PSE|GOV|person|
the Taliban spokesman Zabihullah Mujahid||AFG|REB|person|
Hamas leader Ismail Haniyeh||PSE|REB|person|
ISIS leader Abu Bakr al-Baghdadi||ISIS|REB|person|
Chechen leader Ramzan Kadyrov||RUS|GOV|person|
Bosnian Serb leader Radovan Karadzic||BIH|REB|person|
Tibetan spiritual leader||CHN|REL||
US House Speaker Nancy Pelosi||USA|LEG|person|
Republican Senator John McCain||USA|LEG|person|
South Korea's spy chief||KOR|SPY|person|
Iran's chief justice||IRN|JUD|person|
the head of Mossad||ISR|SPY|person|
CIA director William Burns||USA|SPY|person|
FBI Director James Comey||USA|COP|person|
the chairman of the Joint Chiefs of Staff Mark Milley||USA|MIL|person|
commander of US Central Command||USA|MIL|person|
General David Petraeus, commander of US forces in Iraq||USA|MIL|person|
Admiral Harry Harris, head of US Pacific Command||USA|MIL|person|
# leaders with dates
Nelson Mandela|1996|ZAF|GOV|person|office=ZAF/president
Nelson Mandela|2005|ZAF|ELI|person|
Hosni Mubarak|2009|EGY|GOV|person|office=EGY/president
Hosni Mubarak|2012-06|EGY|ELI|person|
Tony Blair|2003-03-20|GBR|GOV|person|office=GBR/prime-minister
Tony Blair|2010|GBR|ELI|person|
Bill Clinton|1997|USA|GOV|person|office=USA/president
Bill Clinton|2010|USA|ELI|person|
Hugo Chavez|2008|VEN|GOV|person|office=VEN/president
Silvio Berlusconi|2009|ITA|GOV|person|office=ITA/prime-minister
Silvio Berlusconi|2013|ITA|ELI|person|
Joe Biden|2010|USA|GOV|person|office=USA/vice-president
Joe Biden|2022|USA|GOV|person|office=USA/president
Donald Trump|2018|USA|GOV|person|office=USA/president
Donald Trump|2022-06|USA|ELI|person|
John Kerry|2014|USA|GOV|person|office=USA/secretary-of-state
Boris Yeltsin|1995|RUS|GOV|person|office=RUS/president
Mikhail Gorbachev|1990-06|SUN|GOV|person|
Slobodan Milosevic|1999|YUG|GOV|person|
Yasser Arafat|2000|PSE|GOV|person|
Margaret Thatcher|1990-05|GBR|GOV|person|office=GBR/prime-minister
Aung San Suu Kyi|2018|MMR|GOV|person|
Kim Jong Il|2005|PRK|GOV|person|
Kim Jong-un|2018|PRK|GOV|person|
Fidel Castro|2000|CUB|GOV|person|
Robert Mugabe|2010|ZWE|GOV|person|office=ZWE/president
Bashar al-Assad|2015|SYR|GOV|person|office=SYR/president
Bashar al-Assad|2025-03|SYR|ELI|person|
Ariel Sharon|2003|ISR|GOV|person|office=ISR/prime-minister
Condoleezza Rice|2003|USA|GOV|person|office=USA/national-security-adviser
Condoleezza Rice|2006|USA|GOV|person|office=USA/secretary-of-state
Hamid Karzai|2008|AFG|GOV|person|office=AFG/president
Ashraf Ghani|2018|AFG|GOV|person|office=AFG/president
Volodymyr Zelensky|2022|UKR|GOV|person|office=UKR/president
Petro Poroshenko|2016|UKR|GOV|person|office=UKR/president
Viktor Yanukovych|2012|UKR|GOV|person|office=UKR/president
Xi Jinping|2020|CHN|GOV|person|
Hu Jintao|2008|CHN|GOV|person|office=CHN/president
Shinzo Abe|2015|JPN|GOV|person|office=JPN/prime-minister
Narendra Modi|2018|IND|GOV|person|office=IND/prime-minister
Manmohan Singh|2010|IND|GOV|person|office=IND/prime-minister
Imran Khan|2020|PAK|GOV|person|office=PAK/prime-minister
Imran Khan|2023|PAK|ELI|person|
Evo Morales|2010|BOL|GOV|person|office=BOL/president
Jair Bolsonaro|2020|BRA|GOV|person|office=BRA/president
Lula da Silva|2005|BRA|GOV|person|office=BRA/president
Luiz Inacio Lula da Silva|2024|BRA|GOV|person|office=BRA/president
Kofi Annan|2003|UN|IGO|person|office=UN/secretary-general
Javier Solana|2005|EU|IGO|person|
Javier Solana|1998|NATO|IGO|person|office=NATO/secretary-general
Jacques Chirac|2003|FRA|GOV|person|office=FRA/president
Nicolas Sarkozy|2009|FRA|GOV|person|office=FRA/president
Gerhard Schroeder|2003|DEU|GOV|person|office=DEU/chancellor
Olaf Scholz|2023|DEU|GOV|person|office=DEU/chancellor
Ali Khamenei|2010|IRN|GOV|person|office=IRN/supreme-leader
Mahmoud Ahmadinejad|2008|IRN|GOV|person|office=IRN/president
Mahmoud Ahmadinejad|2016|IRN|ELI|person|
Qassem Soleimani|2018|IRN|MIL|person|
Mohammed bin Salman|2019|SAU|GOV|person|
Abdel Fattah el-Sisi|2013-01|EGY|GOV|person|office=EGY/minister-of-defence
Abdel Fattah el-Sisi|2020|EGY|GOV|person|office=EGY/president
Vaclav Havel|1991|CSK|GOV|person|
Vaclav Havel|1999|CZE|GOV|person|
Eduard Shevardnadze|1990-06|SUN|GOV|person|
Eduard Shevardnadze|2000|GEO|GOV|person|
Laurent Kabila|1999|COD|GOV|person|
Charles Taylor|2001|LBR|GOV|person|
Charles Taylor|2008|LBR|ELI|person|
Alberto Fujimori|1995|PER|GOV|person|
Augusto Pinochet|1998-12|CHL|ELI|person|
Franjo Tudjman|1995|HRV|GOV|person|
Alija Izetbegovic|1994|BIH|GOV|person|
Fox News||USA|MED|organization|USA/fox-news
the Washington Post||USA|MED|organization|USA/washington-post
Air France||FRA|BUS|organization|FRA/air-france
a BBC reporter||GBR|MED|person|none
# a third list
the Greek foreign minister||GRC|GOV|person|office=GRC/minister-of-foreign-affairs
Dutch Prime Minister Jan Peter Balkenende|2005|NLD|GOV|person|office=NLD/prime-minister
Hungarian Foreign Minister Peter Szijjarto||HUN|GOV|person|office=HUN/minister-of-foreign-affairs
President of the European Commission Ursula von der Leyen|2021|EU|IGO|person|
European Council President Charles Michel|2021|EU|IGO|person|
Venezuelan President Nicolas Maduro||VEN|GOV|person|office=VEN/president
Catalan separatists||ESP|REB||
Basque separatists||ESP|REB||
Kashmiri militants||IND|REB||
Tuareg rebels in Mali||MLI|REB||
Darfur rebels||SDN|REB||
Uighur separatists||CHN|REB||
Iraqi insurgents||IRQ|REB||
Taliban militants||AFG|REB|armed-group|AFG/taliban
Hamas militants||PSE|REB|armed-group|PSE/hamas
Palestinian gunmen||PSE|UAF||
Israeli commandos||ISR|MIL||
Japanese peacekeepers||JPN|MIL||
Sri Lankan army||LKA|MIL|organization|
Colombian army troops||COL|MIL||
South African police||ZAF|COP|organization|
riot police in Athens||GRC|COP||
Burmese monks||MMR|REL||
Tibetan monks||CHN|REL||
the Russian Orthodox Church||RUS|REL||
Coptic Christians in Egypt||EGY|REL||
Iraqi Shiite militia||IRQ|UAF||
Sunni insurgents||none|REB||
Tunisian trade union||TUN|LAB||
Bolivian miners||BOL|LAB||
Chinese workers||CHN|LAB||
Polish farmers||POL|AGR||
Thai fishermen||THA|AGR||
Indian scientists||IND|EDU||
Oxford University||GBR|EDU||
Japanese automaker Toyota||JPN|BUS||
Samsung||KOR|BUS||
BP||GBR|BUS||
Saudi Aramco||SAU|BUS||
Reuters||GBR|MED||
Agence France-Presse||FRA|MED||
a Guardian reporter||GBR|MED||
Fox News host||USA|MED||
Russian state media||RUS|GOV||
Oxfam||GBR|NGO||
Save the Children||GBR|NGO||
Transparency International||DEU|NGO||
Brazilian Supreme Court||BRA|JUD|organization|
US Attorney General Eric Holder|2012|USA|GOV|person|
Spanish judge Baltasar Garzon||ESP|JUD|person|
Italian prosecutors||ITA|JUD||
British MPs||GBR|LEG||
French Senate||FRA|LEG|organization|
the Duma||RUS|LEG||
Iraqi parliament speaker||IRQ|LEG|person|
Turkish parliament speaker Bulent Arinc||TUR|LEG|person|
Conservative MP||GBR|LEG|person|
Indian opposition party||IND|OPP||
Kuwaiti opposition||KWT|OPP||
Zimbabwean opposition leader Morgan Tsvangirai||ZWE|OPP|person|
Burmese opposition leader Aung San Suu Kyi||MMR|OPP|person|
Pakistan's ruling party||PAK|GOV||
MI6 chief||GBR|SPY|person|
Pakistan's intelligence agency||PAK|SPY||
the head of the CIA||USA|SPY|person|
the Iranian Revolutionary Guard||IRN|MIL||
Iranian Quds Force commander Qassem Soleimani||IRN|MIL|person|
Hezbollah chief||LBN|REB|person|
al-Qaida leader Ayman al-Zawahiri||ALQAEDA|REB|person|
Osama bin Laden|2005|ALQAEDA|REB|person|
FARC guerrillas||COL|REB|armed-group|
Kurdish PKK rebels||TUR|REB|armed-group|
Kurdistan Workers' Party||TUR|REB|armed-group|
Naxalites||IND|REB||
the Contras||NIC|REB||
Khmer Rouge||KHM|REB|armed-group|
Tamil Tigers||LKA|REB|armed-group|
Chechen rebels||RUS|REB||
Bosnian Serbs||BIH|REB||
United Nations officials||UN|IGO||
UN human rights chief||UN|IGO|person|
WHO Director-General||WHO|IGO|person|
IMF chief Christine Lagarde|2014|IMF|IGO|person|
World Bank president||WB|IGO|person|
NATO spokesman||NATO|IGO|person|
EU diplomats||EU|IGO||
EU leaders||EU|IGO||
ASEAN foreign ministers||ASEAN|IGO||
African Union troops||AU|MIL||
Arab League Secretary General Amr Moussa|2008|LAS|IGO|person|
OPEC ministers||OPEC|IGO||
US-backed rebels in Syria||SYR|REB||
Iran-backed militia in Iraq||IRQ|UAF||
Russian-backed separatists in Ukraine||UKR|REB||
Turkish-backed rebels||none|REB||
Washington's ambassador to Moscow||USA|GOV|person|
Tehran's nuclear negotiator||IRN|GOV|person|
Beijing officials||CHN|GOV||
the Kremlin spokesman||RUS|GOV|person|
Downing Street spokesman||GBR|GOV|person|
Élysée official||FRA|GOV||
South Korea's Blue House||KOR|GOV||
East German refugees||DDR|REF||
the Soviet leadership||SUN|GOV||
Yugoslav army||YUG|MIL||
Serbian President Slobodan Milosevic|1995|SRB|GOV|person|office=SRB/president
Burmese junta||MMR|GOV||
ex-Prime Minister of Thailand||THA|ELI|person|
ousted Thai prime minister Thaksin Shinawatra||THA|ELI|person|
former US Secretary of State Henry Kissinger||USA|ELI|person|
deposed Egyptian president Mohamed Morsi||EGY|ELI|person|
Crown Prince Mohammed bin Salman|2020|SAU|GOV|person|
King Salman|2018|SAU|GOV|person|
Emperor Akihito|2010|JPN|GOV|person|
Queen Beatrix|2005|NLD|GOV|person|
Texas governor Rick Perry||USA|GOV|person|
New York mayor Michael Bloomberg||USA|GOV|person|
Hong Kong chief executive Carrie Lam|2019|HKG|GOV|person|
the Scottish First Minister||GBR|GOV|person|
the Palestinian president|2010|PSE|GOV|person|
Mahmoud Abbas|2010|PSE|GOV|person|
Israel's defence minister Ehud Barak|2009|ISR|GOV|person|office=ISR/minister-of-defence
Ehud Barak|2000|ISR|GOV|person|office=ISR/prime-minister
Shimon Peres|2010|ISR|GOV|person|office=ISR/president
Lech Walesa|1992|POL|GOV|person|office=POL/president
Helmut Kohl|1995|DEU|GOV|person|office=DEU/chancellor
Francois Mitterrand|1992|FRA|GOV|person|office=FRA/president
John Major|1994|GBR|GOV|person|office=GBR/prime-minister
Gordon Brown|2008|GBR|GOV|person|office=GBR/prime-minister
David Cameron|2012|GBR|GOV|person|office=GBR/prime-minister
David Cameron|2024-01|GBR|GOV|person|office=GBR/foreign-secretary
Junichiro Koizumi|2003|JPN|GOV|person|office=JPN/prime-minister
Jiang Zemin|1999|CHN|GOV|person|office=CHN/president
Wen Jiabao|2009|CHN|GOV|person|
Atal Bihari Vajpayee|2001|IND|GOV|person|office=IND/prime-minister
Benazir Bhutto|1994|PAK|GOV|person|office=PAK/prime-minister
Nawaz Sharif|2015|PAK|GOV|person|office=PAK/prime-minister
Sheikh Hasina|2015|BGD|GOV|person|office=BGD/prime-minister
Paul Kagame|2010|RWA|GOV|person|office=RWA/president
Thabo Mbeki|2004|ZAF|GOV|person|office=ZAF/president
Olusegun Obasanjo|2003|NGA|GOV|person|office=NGA/president
Mwai Kibaki|2008|KEN|GOV|person|office=KEN/president
Hosni Mubarak|2015|EGY|ELI|person|
Zine El Abidine Ben Ali|2010|TUN|GOV|person|office=TUN/president
Omar al-Bashir|2010|SDN|GOV|person|office=SDN/president
Ali Abdullah Saleh|2009|YEM|GOV|person|office=YEM/president
Nouri al-Maliki|2009|IRQ|GOV|person|office=IRQ/prime-minister
Alvaro Uribe|2006|COL|GOV|person|office=COL/president
Vicente Fox|2003|MEX|GOV|person|office=MEX/president
Felipe Calderon|2009|MEX|GOV|person|office=MEX/president
Rafael Correa|2010|ECU|GOV|person|office=ECU/president
Daniel Ortega|2010|NIC|GOV|person|office=NIC/president
Dmitry Medvedev|2010|RUS|GOV|person|office=RUS/president
Viktor Yushchenko|2007|UKR|GOV|person|office=UKR/president
Mikheil Saakashvili|2008|GEO|GOV|person|office=GEO/president
Alexander Lukashenko|2010|BLR|GOV|person|office=BLR/president
Recep Tayyip Erdogan|2008|TUR|GOV|person|office=TUR/prime-minister
Stephen Harper|2010|CAN|GOV|person|office=CAN/prime-minister
John Howard|2005|AUS|GOV|person|office=AUS/prime-minister
Kevin Rudd|2009|AUS|GOV|person|office=AUS/prime-minister
Georgia's governor Brian Kemp||USA|GOV|person|
Jordanian King Abdullah|2010|JOR|GOV|person|office=JOR/king
Chad's president Idriss Deby|2010|TCD|GOV|person|office=TCD/president
Niger's junta||NER|GOV||
Guinea-Bissau soldiers||GNB|MIL||
the Congolese army||COD|MIL|organization|
South Korean president|2010-05|KOR|GOV|person|
# not an actor
French fries||none|||none
Dutch disease||none|||none
Swiss cheese||none|||none
Israeli-born actress||none|||none
Michael Jordan||none|||none
Real Madrid||none|||none
the Berlin Wall||none|||none
the Geneva Conventions||none|||none
the Indian Ocean||none|||none
Latin America||none|||none
the Korean Peninsula||none|||none
Paris Saint-Germain||none|||none
George Washington||none|||none
Jordan Peterson||none|||none
Chad Smith||none|||none
"""
