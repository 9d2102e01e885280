"""Three years between eight states, in two dozen small articles: what the questions of analysts are tried on."""

from __future__ import annotations

from kg.model import Status
from made_news import told

PLANNED = {"status": Status.PLANNED}
DENIED = {"status": Status.DENIED}

WORLD = (
    # India and China fall out; Russia and Turkey make up.
    told(
        "w-friends", "2022-03-02",
        ("India and China *met*.", "Meeting", "IND", "CHN", {"date": "2022-03-01"}),
        ("India *praised* China.", "Praise", "IND", "CHN", {"date": "2022-03-01"}),
    ),
    told("w-joint", "2022-05-20", ("Indian and Chinese troops *drilled*.", "LandExercise", "IND", "CHN", {"date": "2022-05"})),
    told("w-foes", "2023-06-10", ("India *accused* China.", "Accusation", "IND", "CHN", {"date": "2023-06-09"})),
    told("w-clash", "2023-07-02", ("Chinese and Indian soldiers *clashed*.", "Clash", "CHN", "IND", {"date": "2023-07-01"})),
    told("w-sanctions", "2022-04-02", ("Turkey *imposed* sanctions on Russia.", "SanctionsImposed", "TUR", "RUS", {"date": "2022-04-01"})),
    told(
        "w-thaw", "2023-09-06",
        ("Russia and Turkey *met*.", "Meeting", "RUS", "TUR", {"date": "2023-09-05"}),
        ("They *signed* a memorandum.", "MemorandumOfUnderstanding", "RUS", "TUR", {"date": "2023-09-05"}),
    ),
    # Plans: one kept and merged with its deed, one kept later, one still open.
    told("w-plan", "2023-01-10", ("Iran and Pakistan will hold a *drill* in March.", "JointExercise", "IRN", "PAK", {"date": "2023-03", **PLANNED})),
    told(
        "w-deed", "2023-03-15",
        ("Iran and Pakistan held a *naval exercise* at Chabahar.", "NavalExercise", "IRN", "PAK", {"date": "2023-03-14", "place": ("Chabahar", "IRN")}),
        publisher="Courier",
    ),
    told("w-visit-plan", "2023-04-20", ("Guler will *visit* Iran in May.", "Visit", "TUR/guler", "IRN", {"date": "2023-05", "speaker": "TUR/guler", **PLANNED})),
    told("w-visit", "2023-06-03", ("Guler *visited* Iran.", "Visit", "TUR/guler", "IRN", {"date": "2023-06-02"})),
    told("w-arms-plan", "2023-04-02", ("Russia will *supply* jets to Pakistan.", "ArmsTransfer", "RUS", "PAK", {"date": "2023-04", **PLANNED})),
    # Talk, mediation, demands, concessions, force.
    told("w-call", "2023-05-06", ("Baqeri *telephoned* Guler.", "PhoneCall", "IRN/baqeri", "TUR/guler", {"date": "2023-05-05"})),
    told("w-mediation", "2023-08-02", ("Atlantis *mediated* between India and Pakistan.", "Mediation", "ATL", "IND+PAK", {"date": "2023-08-01"})),
    told("w-demand", "2023-08-06", ("The United States *demanded* that Iran stop.", "Demand", "USA", "IRN", {"date": "2023-08-05"})),
    told("w-relief", "2023-09-02", ("The United States *lifted* sanctions on Iran.", "SanctionsRelief", "USA", "IRN", {"date": "2023-09-01"})),
    told("w-strike", "2023-10-02", ("Russia *struck* Port Atlan.", "Strike", "RUS", "ATL", {"date": "2023-10-01", "place": ("Port Atlan", "ATL")})),
    # Where the sides disagree.
    told("w-claim", "2023-11-02", ("The United States said it *struck* Iran.", "Strike", "USA", "IRN", {"date": "2023-11-01", "speaker": "USA"})),
    told(
        "w-denial", "2023-11-03",
        ("Ashtiani denied that the United States *struck* Iran.", "Strike", "USA", "IRN", {"date": "2023-11-01", "speaker": "IRN/ashtiani", **DENIED}),
        publisher="Courier",
    ),
    # Told by one paper, told by two.
    told("w-jets", "2023-12-02", ("Russia *delivered* jets to India.", "ArmsTransfer", "RUS", "IND", {"date": "2023-12-01"})),
    told("w-jets-too", "2023-12-02", ("Jets were *delivered* to India by Russia.", "ArmsTransfer", "RUS", "IND", {"date": "2023-12-01"}), publisher="Courier"),
    # Words alone; visits; partners of partners.
    told("w-words", "2024-01-02", ("The United States and Atlantis *met*.", "Meeting", "USA", "ATL", {"date": "2024-01-01"})),
    told("w-more-words", "2024-02-02", ("They *agreed*.", "Agreement", "USA", "ATL", {"date": "2024-02-01"})),
    told("w-air-chief", "2024-03-02", ("Sidhu *visited* Turkey.", "Visit", "PAK/sidhu", "TUR", {"date": "2024-03-01"})),
    told("w-return", "2024-03-05", ("Baqeri *visited* Turkey and met Guler.", "Visit", "IRN/baqeri", "TUR/guler", {"date": "2024-03-04"})),
    told("w-patrol", "2024-04-10", ("China and Pakistan ran a *patrol*.", "JointPatrol", "CHN", "PAK", {"date": "2024-04-09"})),
    told("w-critic", "2024-05-02", ("Pakistan *criticised* the United States.", "Criticism", "PAK", "USA", {"date": "2024-05-01"})),
)  # fmt: skip
