// Where each behaviour is known from. The README repeats the assumed ones; a test keeps both lists equal.

export type ProvenanceKind = "documented" | "seen" | "assumed";

export interface Provenance {
  behaviour: string;
  kind: ProvenanceKind;
  /** The page, the client that shows it, or why it was assumed. */
  source: string;
}

const documented = (behaviour: string, source: string): Provenance => ({ behaviour, kind: "documented", source });
const seen = (behaviour: string, source: string): Provenance => ({ behaviour, kind: "seen", source });
const assumed = (behaviour: string, source: string): Provenance => ({ behaviour, kind: "assumed", source });

const CREATE_PAGE = "IMS API: Creating an Image";
const JOB_PAGE = "IMS API: Querying the Status of an Asynchronous Job";
const LIST_PAGE = "IMS API: Querying Images";
const PATCH_PAGE = "IMS API: Modifying an Image";
const TAG_PAGES = "IMS API: Tag Management";
const ERROR_PAGE = "IMS API: Error Codes";
const GATEWAY_PAGES = "API Gateway: signing guide and error codes";
const IAM_PAGES = "IAM API: tokens, projects, accounts";
const STS_PAGES = "STS API: assuming an agency";
const HW_TERRAFORM = "Terraform provider for Huawei Cloud";
const OTC_SDK = "Go SDK of Open Telekom Cloud";
const HW_SDK = "Go SDK of Huawei Cloud";
const QUICK_PAGE = "IMS API: Creating an Image from an Image File Using the Fast Image Creation Function";
const DATA_PAGE = "IMS API: Creating a Data Disk Image from an External Image File";
const WHOLE_PAGE = "IMS API: Creating a Full-ECS Image";
const REGISTER_PAGE = "IMS API: Registering an Image";
const EXPORT_PAGE = "IMS API: Exporting an Image";
const METADATA_PAGE = "IMS API: Creating Image Metadata (Native OpenStack API)";
const UPLOAD_PAGE = "IMS API: Uploading an Image (Native OpenStack API)";
const NATIVE_PATCH_PAGE = "IMS API: Modifying an Image (Native OpenStack API)";
const ECS_PAGE = "ECS API: Creating an Image Using an ECS (Native OpenStack API)";
const OTC_TERRAFORM = "Terraform provider for Open Telekom Cloud";
const NOVA = "OpenStack Nova, which createImage descends from";
const GLANCE = "OpenStack Glance, which the native calls descend from";

export const PROVENANCE: readonly Provenance[] = [
  documented("a signature is refused when its date is more than 15 minutes away", GATEWAY_PAGES),
  documented("more than five failed signatures in a row lock an access key for five minutes", GATEWAY_PAGES),
  documented("bodies over 12 MB are refused, headers up to 128 KB are accepted", GATEWAY_PAGES),
  documented("an unknown path or method answers 404 APIGW.0101", GATEWAY_PAGES),
  assumed(
    "limits of calls are counted for each account, refused calls too, and apart for calls that look and calls that change",
    "seen of other services behind the same gateway",
  ),
  documented("throttling answers 429 APIGW.0308 with the limit in the text", GATEWAY_PAGES),
  seen(
    "the texts of failed authentication, such as 'ak … not exist'",
    "answers of the gateway quoted in public issues",
  ),
  seen("the scoped signing dialect is accepted", OTC_SDK),
  seen("the derived signing dialect is accepted", HW_SDK),
  seen("a GET may carry a body", "Node SDK of Huawei Cloud"),
  seen("unsigned scope headers are accepted when strict mode is off", `${HW_TERRAFORM} and of Open Telekom Cloud`),
  assumed("a date exactly 15 minutes away passes", "the pages do not say which side the boundary is on"),
  assumed(
    "in strict mode host, X-Project-Id, X-Domain-Id and X-Security-Token must be signed, and the path must be in canonical encoding",
    "good habits that the real gateway does not insist on",
  ),
  assumed(
    "in strict mode a signature of a writing call that comes again two or more seconds later is refused",
    "proves that retries sign again; the real gateway keeps no such memory",
  ),
  assumed(
    "strict mode objects to a reading call whose signature comes again two or more seconds later, and serves it",
    "as for writing calls, but harmless",
  ),
  assumed("a failed check of date or headers counts towards the lock like a wrong signature", "not documented"),
  assumed(
    "a project or account of somebody else in X-Project-Id or X-Domain-Id answers 403 APIGW.0310",
    "the code fits",
  ),
  assumed(
    "a call of IMS that names no project answers 403 APIGW.0310",
    "the real gateway takes the project of the region",
  ),
  assumed("a body that is not JSON answers 400 APIGW.0201", "not documented"),
  documented("a token is valid for 24 hours and comes in X-Subject-Token", IAM_PAGES),
  documented("projects are found by their exact name", IAM_PAGES),
  assumed("a scope that names an unknown project or the domain of somebody else answers 401", "as Keystone does"),
  documented("a user with MFA gives password and passcode, and is named by id", IAM_PAGES),
  assumed("the passcode of a user never changes, and the password alone answers 401", "a test has no device"),
  assumed("a token for a token ends with the first one", "as in Keystone"),
  documented("without a scope a token is one of the account; a project wins over a domain", IAM_PAGES),
  documented("an agency is assumed with a token or a signature of the account that it trusts", IAM_PAGES),
  seen("xrole_name and agency_name both name the agency", `${HW_SDK} and of Open Telekom Cloud, and the samples`),
  assumed("an unknown agency or account answers 404, one that trusts somebody else 403", "the statuses fit"),
  documented("temporary keys are valid for 900 to 86400 seconds, 900 unless asked for more", IAM_PAGES),
  documented("the token in X-Auth-Token wins over the one in the body of a request for keys", IAM_PAGES),
  documented("keys of the call /v5/agencies/assume are valid for 900 to 43200 seconds, in a chain for 3600", STS_PAGES),
  seen("the end of such keys is called expiration and has milliseconds", "SDKs of Huawei Cloud"),
  assumed("refusals of /v5/agencies/assume carry IAM.0002, IAM.0004 or IAM.0011", "the codes fit"),
  documented("an ID token is exchanged for a token, with the provider in X-Idp-Id", IAM_PAGES),
  assumed("an ID token is known by its text alone, and a wrong one answers 401 IAM.0001", "nothing is signed here"),
  documented("a token that must be updated answers 401 APIGW.0307", GATEWAY_PAGES),
  assumed("a change of a user makes tokens void at once", "the pages say within 30 minutes"),
  assumed("a token that is not good, or of somebody else, is shown as 404", "as Keystone does"),
  documented("the metadata service gives keys of the agency of a server", "ECS user guide: metadata"),
  seen("the metadata service gives and wants tokens of its own, or answers 404", HW_SDK),
  seen("without an agency it answers 401 with a text that says to configure one", HW_SDK),
  assumed("it gives a fresh key once half of the life of the last is over", "not documented"),
  documented("version lists answer 300", "IMS API: Querying Versions"),
  seen("version documents are served without authentication", "OpenStack clients ask for them first"),
  documented("a create answers 200 with a job id and nothing else", CREATE_PAGE),
  documented("the source that is present decides about the kind of image", CREATE_PAGE),
  documented("values inside data_images win over the ones beside them", CREATE_PAGE),
  documented("what the service finds on a disk wins over os_version", CREATE_PAGE),
  documented(
    "min_disk runs from 10 (Linux) or 20 (Windows) on Huawei Cloud, from 1 on Open Telekom Cloud",
    CREATE_PAGE,
  ),
  documented("at most three data disk files come with a system disk file", CREATE_PAGE),
  documented("an ARM image starts with UEFI whatever was asked", CREATE_PAGE),
  seen("data_images of volumes take image_tags", `examples of the page, and the ${HW_TERRAFORM}`),
  seen("unknown fields of a create are ignored", "third-party clients send is_config_init"),
  seen("an empty description leaves no attribute", HW_TERRAFORM),
  assumed(
    "instance_id together with data_images makes the system image and the data images in one job",
    "the page contradicts itself",
  ),
  assumed("fields beside data_images count for a data disk whose element has none", "the page only says which wins"),
  assumed("two sources in one create, or none, answer IMG.0021", "the code fits"),
  assumed("tags together with image_tags, or a key given twice, answer IMG.0115", "the code fits"),
  assumed("a dotted tag is split at its first dot", "not documented"),
  assumed("an unknown license_type answers IMG.0001", "not documented"),
  assumed("a maximum memory below the minimum answers IMG.0055", "the code fits"),
  assumed("a volume named twice in one create answers IMG.0120", "not documented"),
  assumed("an ISO file with another type than IsoImage, or the other way round, answers IMG.0105", "the code fits"),
  assumed("a quick import of another format than RAW or ZVHD2 answers IMG.0057", "not documented"),
  assumed("a min_disk smaller than the disk in the file fails the job with IMG.0055", "not documented"),
  documented("a quick import takes ZVHD2 files, and RAW files with a bitmap, up to 1 TB", QUICK_PAGE),
  documented(
    "a quick import wants os_version for a system disk and type DataImage for a data disk; min_disk runs from 1 to 1024",
    QUICK_PAGE,
  ),
  seen("edge spaces of os_version are dropped", "examples of the page of the quick import"),
  assumed(
    "a file of another format is quick-imported the common way",
    "the page advises that way, and its examples name a .qcow2 object",
  ),
  assumed("a quick import of a RAW file without a bitmap answers IMG.0057", "the code fits"),
  assumed("a quick import ignores cmk_id, is_config and data_images", "the page does not have them"),
  documented("min_disk of a data image of a file runs from 40 to 2048", DATA_PAGE),
  seen("on Open Telekom Cloud min_disk of a data image of a file may be 1", OTC_SDK),
  seen("POST /v1/cloudimages/action makes a data image of a file", OTC_TERRAFORM),
  documented("key and value of a tag may be missing in a create of a data image of a file", DATA_PAGE),
  assumed("a data image of an ISO or OVA file answers IMG.0057", "the code fits"),
  assumed("a data image of a file knows the type of its system, and no version", "not documented"),
  documented("the calls under /v2.1 differ from their twins only in whose right on a key counts", "IMS API: overview"),
  documented("a whole image is made of a server by way of a vault, or of a backup", WHOLE_PAGE),
  documented("whole_image_type is CSBS unless given, and must be the kind of the backup: IMG.0198", WHOLE_PAGE),
  documented("a backup serves one image: IMG.0029 for CBR, IMG.0134 for CSBS", ERROR_PAGE),
  documented("states of servers, vaults and backups that stop a whole image", ERROR_PAGE),
  assumed(
    "a whole image of neither a server nor a backup answers IMG.0012, or IMG.0019 when the rest speaks of a backup; of both IMG.0021",
    "the codes fit",
  ),
  assumed("without vault_id a whole image of a server goes by a CSBS backup", "the field is optional on the page"),
  assumed("backups take the size of their system disks from a vault", "not documented"),
  assumed("a backup can be used again once its image is deleted", "not documented"),
  assumed("a whole image of a server under way makes a second one answer IMG.0136", "the code fits"),
  documented("a failed whole image of a server may leave its backup behind", "IMS user guide"),
  documented("__data_origin of a whole image names its backup", "IMS API: image attributes"),
  assumed("a backup that is missing or of CSBS answers 404 BackupService.6200 in CBR", "not documented"),
  assumed("an import with data disks runs as imsImportOvaImageJob with one child per disk", "as for OVA files"),
  assumed("a data disk without a name gets the name of the system image with a number", "not documented"),
  assumed("equal image names are accepted", "lists allow them; IMG.0009 exists"),
  assumed(
    "with uniqueNames a create with a name that the project has answers IMG.0009, or 409 where the call is native",
    "the code is documented, and no page says when it comes",
  ),
  documented("job types, entities and children", JOB_PAGE),
  documented("durations of jobs are those of the samples", JOB_PAGE),
  seen("a running job shows current_task and process_percent on Huawei Cloud", HW_SDK),
  seen("the reason of a failed job stands at its top level", OTC_SDK),
  assumed(
    "a failed job repeats code and reason in its entities, without an image id",
    "assembled from the field tables",
  ),
  assumed("a running job shows no image id, and its end time is null", "not documented"),
  assumed("an unknown job answers 400 IMG.0023", "the page lists no 404"),
  assumed("an image is listed as queued while its job is in INIT, as saving while it is RUNNING", "not documented"),
  assumed("the image of a failed job stays in status killed", "the status exists"),
  documented("lists show private images of the project and public ones, newest first, 500 at a time", LIST_PAGE),
  documented("an unknown id gives an empty list", LIST_PAGE),
  seen("the next page starts behind the image named in marker", HW_TERRAFORM),
  assumed("an unknown marker answers 400 IMG.0027", "not documented"),
  assumed(
    "a limit above 1000 counts as 1000; wrong limits, sort keys and time filters answer IMG.0001",
    "not documented",
  ),
  assumed("unknown parameters of a list are ignored, flavor_id among them", "not documented"),
  documented("only active images can be patched", PATCH_PAGE),
  seen("replace and remove of an absent attribute answer IMG.0035", HW_TERRAFORM),
  documented("add of an attribute that is there replaces it", "IMS API: Modifying an Image (Native OpenStack)"),
  assumed("patching an image that is not active answers IMG.0046", "the code fits"),
  assumed("of several patch operations all take effect or none", "Glance's rule"),
  assumed("patching a fixed attribute answers IMG.0105", "not documented"),
  assumed("a description replaced by an empty text disappears", "not documented"),
  documented("limits of tags differ by cloud: 128, 255 and 20, or 36, 43 and 10", TAG_PAGES),
  documented("tag actions may be repeated; a missing key is no error on delete", TAG_PAGES),
  documented("deleting a single missing key answers 404", TAG_PAGES),
  documented("limit and offset of a search are texts", TAG_PAGES),
  assumed("tags of images that are not active may be changed, and searches find such images", "not documented"),
  assumed("a tag without a value is shown as key=", "not documented"),
  documented("a missing image answers 400 with a code on extension calls", ERROR_PAGE),
  documented("an image whose job runs cannot be deleted: IMG.0090", ERROR_PAGE),
  documented("deleting answers 204 without a body", "IMS API: Deleting an Image (Native OpenStack)"),
  seen("a deleted image may stay listed for a while", HW_TERRAFORM),
  seen("native calls answer a missing image with 404 in HTML", GLANCE),
  documented("delete_backup takes the backup of a whole image along, and means nothing for other images", WHOLE_PAGE),
  documented("a backup that cannot be deleted with its image answers IMG.0176", ERROR_PAGE),
  documented("native metadata: limits, defaults, and the answer of the example", METADATA_PAGE),
  seen("native errors are HTML, refused fields 400, read-only ones 403", GLANCE),
  seen("further texts become properties", GLANCE),
  assumed("a native create over the quota answers 403 in HTML", "the page lists no 413"),
  assumed("the image location is shown once there is a file", "not documented"),
  documented("native lists have pages of 25 with links", "IMS API: Querying Images (Native OpenStack API)"),
  documented("a native patch comes in two media types", NATIVE_PATCH_PAGE),
  seen("another media type answers 415, a missing attribute 409 on replace and remove", GLANCE),
  seen("tags are patched as a whole list", OTC_TERRAFORM),
  assumed("a native patch of an attribute of the service answers 403", "as for read-only ones"),
  assumed("a bare tag replaces a tag of the same key, and only a bare one is removed", "not documented"),
  documented("a file is registered for an image that is queued, by a job without a name", REGISTER_PAGE),
  assumed("registering a file for an image that does not wait for one answers IMG.1075", "the code fits"),
  documented("a file is uploaded as octets to a queued image; otherwise 409", UPLOAD_PAGE),
  documented("the limit of 12 MB does not hold for uploads with a token", UPLOAD_PAGE),
  documented("an upload of more than 12 MB needs a token instead of a signature", GATEWAY_PAGES),
  seen("an upload that breaks off leaves the image queued", GLANCE),
  assumed("an uploaded image is saving for a minute, and an empty file kills it", "not documented"),
  assumed("the checksum of an uploaded file is its MD5, the size 2", "documented as MD5; samples show 2"),
  documented("createImage: length of name and metadata, Location or image_id by microversion", ECS_PAGE),
  documented("at microversion 2.44 exactly the answer names no image", ECS_PAGE),
  seen("createImage answers 202, errors in the shape of Nova", NOVA),
  assumed("createImage heeds microversions under /v2, too", "the page prints both paths together"),
  assumed("Location names a host that only the cloud reaches", "the page calls it a local URL"),
  assumed(
    "an image of createImage has the system of its server, no __data_origin, and metadata in lower case",
    "not documented",
  ),
  assumed("lists of the extension calls do not show an image of createImage", "__isregistered may be missing"),
  assumed("a server that refuses images of IMS answers createImage 409", "not documented"),
  documented("what can be exported, to which names, in which formats", EXPORT_PAGE),
  assumed("a quick export of an encrypted image answers IMG.0105", "the code fits"),
  assumed("an export of an ISO image answers IMG.0167, of an image of createImage IMG.0071", "the codes fit"),
  documented("os_version values come as a bare array", "IMS API: Querying the OS Versions"),
  assumed("of several tags every one must fit an OS version; which ones do is made up", "not documented"),
  documented("schema documents", "IMS API: Querying Schemas (Native OpenStack API)"),
  assumed("a native patch sets and lifts the protection of every image, in every status", "Glance's rule"),
  assumed("deleting a protected image answers 403 in HTML", "Glance's answer; IMG.0028 exists"),
  assumed("the quota counts every private image of the project, killed ones too", "not documented"),
  assumed("a request may be carried out after its caller was told something else", "only by a fault"),
  assumed("a job may be forgotten while its image goes on", "only by a fault"),
  assumed("an answer may be that of a replica that is behind", "only by a fault"),
  assumed("a list may answer its first page again", "only by a fault"),
];
