"""The closed lists of answers, in the field's standard terms. Labels are message ids."""

from __future__ import annotations

from fr_desk.domain.schema import Choice
from fr_desk.i18n import N_


class Jurisdiction(Choice):
    """Whose law applies."""

    CN = "CN", N_("Mainland China")
    KR = "KR", N_("South Korea")


class Language(Choice):
    """A language a sign or document is written in."""

    ZH = "zh", "中文"
    KO = "ko", "한국어"
    EN = "en", "English"


class VenueKind(Choice):
    """What kind of place the venue is."""

    HOTEL = "hotel", N_("Hotel")
    GUESTHOUSE = "guesthouse", N_("Guesthouse")
    GYM = "gym", N_("Gym")
    SWIMMING_POOL = "swimming_pool", N_("Swimming pool")
    SAUNA_BATH = "sauna_bath", N_("Sauna or bathhouse")
    PROPERTY_SALES_OFFICE = "property_sales_office", N_("Property sales office")
    SHOP = "shop", N_("Shop")
    SUPERMARKET = "supermarket", N_("Supermarket")
    MALL = "mall", N_("Shopping mall")
    RESTAURANT = "restaurant", N_("Restaurant")
    RESIDENTIAL_ESTATE = "residential_estate", N_("Residential estate")
    OFFICE_BUILDING = "office_building", N_("Office building")
    PUBLIC_RESTROOM = "public_restroom", N_("Public restroom")
    CAR_PARK = "car_park", N_("Car park")
    MUSEUM_SCENIC_AREA = "museum_scenic_area", N_("Museum or scenic area")
    BANK = "bank", N_("Bank")
    SCHOOL = "school", N_("School")
    CLINIC = "clinic", N_("Clinic")
    OTHER = "other", N_("Other")


class ZoneKind(Choice):
    """What a zone is used for."""

    LOBBY = "lobby", N_("Lobby")
    RECEPTION = "reception", N_("Reception")
    CORRIDOR = "corridor", N_("Corridor")
    GUEST_ROOM = "guest_room", N_("Guest room")
    PRIVATE_DINING_ROOM = "private_dining_room", N_("Private dining room")
    CHANGING_ROOM = "changing_room", N_("Changing room")
    BATH = "bath", N_("Bath or shower")
    RESTROOM = "restroom", N_("Restroom")
    NURSING_ROOM = "nursing_room", N_("Nursing room")
    FITTING_ROOM = "fitting_room", N_("Fitting room")
    MASSAGE_ROOM = "massage_room", N_("Massage room")
    STAFF_REST_ROOM = "staff_rest_room", N_("Staff rest room")
    DORMITORY = "dormitory", N_("Dormitory")
    SALES_HALL = "sales_hall", N_("Sales hall")
    SHOP_FLOOR = "shop_floor", N_("Shop floor")
    POOL_SIDE = "pool_side", N_("Pool side")
    GYM_FLOOR = "gym_floor", N_("Gym floor")
    LIFT = "lift", N_("Lift")
    STAIR = "stair", N_("Stairs")
    CAR_PARK = "car_park", N_("Car park")
    BACK_OFFICE = "back_office", N_("Back office")
    RECORDER_ROOM = "recorder_room", N_("Recorder room")
    STREET = "street", N_("Street")
    NEIGHBOUR_PREMISES = "neighbour_premises", N_("Neighbour's premises")
    OTHER = "other", N_("Other")


class Access(Choice):
    """Who can enter a zone."""

    PUBLIC = "public", N_("Anyone")
    RESTRICTED = "restricted", N_("Members, residents or staff only")
    PRIVATE = "private", N_("Private use")


class CameraKind(Choice):
    """The form of a device that takes pictures of people."""

    FIXED = "fixed", N_("Fixed camera")
    DOME = "dome", N_("Dome camera")
    PTZ = "ptz", N_("Pan-tilt-zoom camera")
    PANORAMIC = "panoramic", N_("Panoramic camera")
    FACE_TERMINAL = "face_terminal", N_("Face terminal")
    GATE = "gate", N_("Gate with camera")
    KIOSK = "kiosk", N_("Kiosk")
    FACE_LOCKER = "face_locker", N_("Face locker")
    DISPENSER = "dispenser", N_("Dispenser with camera")
    DOORBELL = "doorbell", N_("Doorbell camera")
    BODY_WORN = "body_worn", N_("Body-worn camera")
    ROBOT = "robot", N_("Robot")


class Picture(Choice):
    """When a device takes and keeps pictures."""

    CONTINUOUS = "continuous", N_("Records all the time")
    ON_EVENT = "on_event", N_("Records on an event")
    ON_OWN_ACTION = "on_own_action", N_("Only when the person uses it")
    NONE_STORED = "none_stored", N_("Stores no picture")


class Audio(Choice):
    """Whether a device records sound."""

    NONE = "none", N_("Has no microphone")
    POSSIBLE_OFF = "possible_off", N_("Has one, switched off")
    ON = "on", N_("Records sound")


class FaceFunction(Choice):
    """What a device or its back end does with faces."""

    NONE = "none", N_("Nothing")
    DETECTION = "detection", N_("Detects that there is a face")
    ATTRIBUTES = "attributes", N_("Estimates age, sex or mood")
    VERIFICATION = "verification", N_("Compares one face with one record (1:1)")
    IDENTIFICATION = "identification", N_("Looks a face up among many (1:N)")
    LICENSED_OFF = "licensed_off", N_("Could recognise, switched off")


class Network(Choice):
    """What a device can be reached from."""

    NONE = "none", N_("No network")
    SITE = "site", N_("Site network only")
    INTERNET = "internet", N_("Internet")


class Category(Choice):
    """Why faces or pictures are processed."""

    PUBLIC_SECURITY = "public_security", N_("Public security")
    COUNTER_TERROR_DUTY = "counter_terror_duty", N_("Counter-terrorism duty")
    FACILITY_SAFETY = "facility_safety", N_("Fire and facility safety")
    MEMBER_ENTRY = "member_entry", N_("Entry of members or residents")
    GUEST_ID_CHECK = "guest_id_check", N_("Guest identity check")
    STAFF_ATTENDANCE = "staff_attendance", N_("Staff attendance")
    PAYMENT = "payment", N_("Payment")
    LOCKERS = "lockers", N_("Lockers")
    DISPENSERS = "dispensers", N_("Dispensers")
    STATISTICS = "statistics", N_("Visitor statistics")
    VIP_RECOGNITION = "vip_recognition", N_("Recognising VIPs or repeat visitors")
    COMMISSION_SETTLEMENT = "commission_settlement", N_("Settling agents' commission")
    MARKETING = "marketing", N_("Marketing")
    OTHER = "other", N_("Other")


class LegalBasis(Choice):
    """The legal ground the operator relies on."""

    CONSENT = "consent", N_("The person's consent")
    CONTRACT = "contract", N_("A contract with the person")
    STATUTORY_DUTY = "statutory_duty", N_("A duty laid down by law")
    PUBLIC_SECURITY = "public_security", N_("Keeping a public place safe")
    EMERGENCY = "emergency", N_("An emergency")
    OTHER_STATUTE = "other_statute", N_("Another statute")
    LEGITIMATE_INTEREST = "legitimate_interest", N_("Legitimate interest with balancing (Korea)")


class Subject(Choice):
    """Whose faces or pictures are processed."""

    GUESTS = "guests", N_("Guests")
    MEMBERS = "members", N_("Members")
    RESIDENTS = "residents", N_("Residents")
    STAFF = "staff", N_("Staff")
    VISITORS = "visitors", N_("Visitors")
    PASSERS_BY = "passers_by", N_("Passers-by")
    UNDER_14 = "under_14", N_("Children under 14")


class Unenrolled(Choice):
    """What happens to the data of people who never enrolled."""

    ERASED_AT_ONCE = "erased_at_once", N_("Erased at once")
    ANONYMISED = "anonymised", N_("Made anonymous")
    KEPT = "kept", N_("Kept")


class Method(Choice):
    """A way to reach the aim, less intrusive than a face."""

    CARD = "card", N_("Card")
    CODE = "code", N_("Number or QR code")
    KEY = "key", N_("Key")
    ID_DOCUMENT = "id_document", N_("Identity document")
    STAFF = "staff", N_("Staff at the desk")
    WRISTBAND = "wristband", N_("Wristband")
    PHONE = "phone", N_("Mobile phone")
    FINGERPRINT = "fingerprint", N_("Fingerprint or another biometric")
    PLAIN_CCTV = "plain_cctv", N_("Video without recognition")
    OTHER = "other", N_("Other")


class ConsentForm(Choice):
    """How consent is given."""

    WRITTEN = "written", N_("Signed on paper")
    ELECTRONIC = "electronic", N_("Ticked on a screen")
    ORAL = "oral", N_("Said aloud")
    SIGN_ONLY = "sign_only", N_("A sign, or walking in")
    NONE = "none", N_("Not asked for")


class ConsentItem(Choice):
    """What a person is told before agreeing."""

    OPERATOR = "operator", N_("Who collects and how to reach them")
    PURPOSE = "purpose", N_("Purpose")
    DATA = "data", N_("Which data are collected")
    PERIOD = "period", N_("How long they are kept")
    RIGHT_TO_REFUSE = "right_to_refuse", N_("The right to refuse, and what refusing means")
    NECESSITY_IMPACT = "necessity_impact", N_("Why it is necessary and what it means for the person")


class Pressure(Choice):
    """What makes agreement less than free."""

    CONDITION_OF_SERVICE = "condition_of_service", N_("No service without it")
    BUNDLED = "bundled", N_("Bundled with other terms")
    MISLEADING = "misleading", N_("Misleading words or design")
    THREAT_OR_FORCE = "threat_or_force", N_("Threat or force")
    FALSE_REASON = "false_reason", N_('A false reason, such as "the police require it"')


class ConsentTerm(Choice):
    """A term that makes a form of consent void (Supreme People's Court, Fa Shi 2021 No. 15, article 11)."""

    NO_END = "no_end", N_("Without end")
    IRREVOCABLE = "irrevocable", N_("Cannot be withdrawn")
    PASSED_ON = "passed_on", N_("May be passed on to anyone")


class FilingPaper(Choice):
    """The papers of a filing with the provincial cyberspace administration (China, notice of 2025-05-28)."""

    PROCESSOR_SHEET = "processor_sheet", N_("Sheet about the operator")
    APPLICATION_SHEET = "application_sheet", N_("Sheet about the use of face recognition")
    ASSESSMENT_REPORT = "assessment_report", N_("Impact assessment report")
    LICENCE = "licence", N_("Certificate with the unified social credit code")
    REPRESENTATIVE_ID = "representative_id", N_("Identity document of the legal representative")
    AGENT_ID = "agent_id", N_("Identity document of the person who files")
    AUTHORISATION = "authorisation", N_("Letter of authorisation for that person")
    COMMITMENT = "commitment", N_("Letter of commitment")


class Way(Choice):
    """A way in which people can reach the operator."""

    DESK = "desk", N_("At the desk")
    PHONE = "phone", N_("By phone")
    ONLINE = "online", N_("Online or in the app")
    POST = "post", N_("By post or e-mail")


class Place(Choice):
    """Where data live."""

    DEVICE = "device", N_("In the device")
    SITE_SERVER_OFFLINE = "site_server_offline", N_("Site server without internet")
    SITE_SERVER_ONLINE = "site_server_online", N_("Site server with internet")
    VENDOR_CLOUD = "vendor_cloud", N_("Vendor's cloud")
    ABROAD = "abroad", N_("Abroad")
    NOWHERE = "nowhere", N_("Not stored")


class Leaving(Choice):
    """What leaves the device."""

    TEMPLATES = "templates", N_("Face templates")
    FACE_PICTURES = "face_pictures", N_("Face pictures")
    VIDEO = "video", N_("Video")
    MATCH_RESULT = "match_result", N_("Match results only")


class Channel(Choice):
    """By which way data leave the device."""

    INTERNET = "internet", N_("Over the internet")
    SITE_NETWORK = "site_network", N_("Over the site network")
    REMOVABLE = "removable", N_("On removable media")


class ClockKind(Choice):
    """How long one kind of data is kept."""

    PERIOD = "period", N_("A number of days")
    EVENT = "event", N_("Until something happens")
    NOT_STORED = "not_stored", N_("Never stored")
    INDEFINITE = "indefinite", N_("No limit")


class Event(Choice):
    """What ends the keeping of data."""

    PASSAGE = "passage", N_("The person has passed")
    CHECK_OUT = "check_out", N_("Check-out")
    MEMBERSHIP_END = "membership_end", N_("End of membership or tenancy")
    PURPOSE_END = "purpose_end", N_("The purpose is achieved")
    WITHDRAWAL = "withdrawal", N_("Consent is withdrawn")


class Deletion(Choice):
    """What happens to face data when the reason to keep them ends."""

    AT_ONCE = "at_once", N_("Deleted at once")
    WITHIN_DAYS = "within_days", N_("Deleted within days")
    KEPT = "kept", N_("Kept")
    DOES_NOT_HAPPEN = "does_not_happen", N_("Does not arise here")


class NoticeItem(Choice):
    """What the privacy notice tells."""

    OPERATOR = "operator", N_("Operator's name and contact")
    PURPOSE = "purpose", N_("Purpose")
    METHOD = "method", N_("Method")
    DATA_KINDS = "data_kinds", N_("Kinds of data")
    PERIOD = "period", N_("How long data are kept")
    NECESSITY = "necessity", N_("Why it is necessary")
    IMPACT = "impact", N_("What it means for the person")
    RIGHTS = "rights", N_("Rights and how to use them")
    RECIPIENTS = "recipients", N_("Who receives data")
    EXPIRY = "expiry", N_("What happens when the period ends")
    COMPLAINTS = "complaints", N_("How to complain")


class NoticePlace(Choice):
    """Where the privacy notice is shown."""

    ENTRANCE = "entrance", N_("At the entrance")
    DEVICE = "device", N_("At the device")
    DESK = "desk", N_("At the desk")
    PAPER = "paper", N_("On the paper form")
    ONLINE = "online", N_("Online or in the app")


class AccessibleVersion(Choice):
    """Versions of the notice for people who cannot read the usual one."""

    LARGE_PRINT = "large_print", N_("Large print")
    AUDIO = "audio", N_("Read aloud")
    ASSISTED = "assisted", N_("Explained by staff")


class SignKind(Choice):
    """What a sign announces."""

    CCTV_AREA = "cctv_area", N_("CCTV area")
    FACE_AREA = "face_area", N_("Face recognition area")
    FACE_TERMINAL = "face_terminal", N_("Face terminal with the other way in")
    BUILDING_ENTRANCE = "building_entrance", N_("Entrance of a whole building")
    CONSENT = "consent", N_("Consent sign")
    NO_CAMERAS = "no_cameras", N_("No cameras here")
    STAFF_AREA = "staff_area", N_("Staff area")


class SignItem(Choice):
    """What is printed on a sign."""

    PURPOSE = "purpose", N_("Purpose")
    PLACE = "place", N_("Place")
    RANGE = "range", N_("Range filmed")
    HOURS = "hours", N_("Hours filmed")
    CONTACT = "contact", N_("Contact of the person in charge")
    OPERATOR = "operator", N_("Operator")
    PERIOD = "period", N_("How long data are kept")
    OTHER_WAY = "other_way", N_("The other way in")
    RIGHTS = "rights", N_("Rights")
    TRUSTEE = "trustee", N_("Whoever runs the cameras for the operator")


class PaperSize(Choice):
    """ISO 216 sizes."""

    A6 = "A6", "A6"
    A5 = "A5", "A5"
    A4 = "A4", "A4"
    A3 = "A3", "A3"
    A2 = "A2", "A2"
    A1 = "A1", "A1"
    A0 = "A0", "A0"


class PolicyItem(Choice):
    """The items of the Korean CCTV operation policy (Enforcement Decree of PIPA, article 25(1))."""

    BASIS = "basis", N_("Ground and purpose of installation")
    CAMERAS = "cameras", N_("Number, place and range of the cameras")
    MANAGER = "manager", N_("Manager, department and people with access")
    HOURS = "hours", N_("Hours, retention period, storage place and handling")
    VIEWING = "viewing", N_("How and where the operator views footage")
    REQUESTS = "requests", N_("How requests to see footage are handled")
    MEASURES = "measures", N_("Protective measures")
    OTHER = "other", N_("Other necessary matters")


class ContractClause(Choice):
    """What a contract with a processor lays down."""

    PURPOSE = "purpose", N_("Purpose and scope of the work")
    PERIOD = "period", N_("Period")
    METHOD = "method", N_("Method of processing")
    DATA_KINDS = "data_kinds", N_("Kinds of data")
    SAFEGUARDS = "safeguards", N_("Protective measures")
    RIGHTS_AND_DUTIES = "rights_and_duties", N_("Rights and duties of both sides")
    NO_OTHER_USE = "no_other_use", N_("No use for other purposes")
    NO_SUBCONTRACT = "no_subcontract", N_("Limits on subcontracting")
    SUPERVISION = "supervision", N_("Supervision and checks")
    LIABILITY = "liability", N_("Liability for damage")


class TransferGround(Choice):
    """Why data may go abroad."""

    SEPARATE_CONSENT = "separate_consent", N_("Separate consent")
    STATUTE_TREATY = "statute_treaty", N_("Statute or treaty")
    STANDARD_CONTRACT = "standard_contract", N_("Standard contract filed")
    SECURITY_ASSESSMENT = "security_assessment", N_("Security assessment passed")
    CERTIFICATION = "certification", N_("Certification")
    CONTRACT_OUTSOURCING = (
        "contract_outsourcing",
        N_("Outsourcing needed for the person's contract, published"),
    )
    NONE = "none", N_("None")


class Conclusion(Choice):
    """What the impact assessment concludes."""

    ACCEPTABLE = "acceptable", N_("Acceptable")
    WITH_MEASURES = "with_measures", N_("Acceptable with the measures listed")
    NOT_ACCEPTABLE = "not_acceptable", N_("Not acceptable")


class DecisionOutcome(Choice):
    """What a reviewer decided."""

    MET = "met", N_("In order")
    BREACHED = "breached", N_("To change")


class AttachmentKind(Choice):
    """What an attachment shows."""

    PLAN = "plan", N_("Plan")
    PHOTO = "photo", N_("Photo")
    CONTRACT = "contract", N_("Contract")
    LOGO = "logo", N_("Logo")
    OTHER = "other", N_("Other")
