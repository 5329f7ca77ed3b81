# May this be used? Answers as the register's own check does, of input, from data.toolregistry.register.
#
# input.subject      a package URL, kind:value or a tool's slug, written as the register writes it;
#                    or input.subjects, a list, for one thing that goes by several names: the strictest answer counts
# input.version      its version, where the package URL has none
# input.groups       the asker's groups, input.environment (workstation, ci, server), input.region (ISO 3166):
#                    what is left off is the channel's own, and unknown where the channel has none or several
# input.now          an instant (RFC 3339); left off, it is the clock's
#
# deny and warn hold what to tell the user, verdict the whole answer. A question that can't be read is denied.
package toolregistry

import future.keywords

record := data.toolregistry.register

deny contains {"msg": problem} if some problem in problems

deny contains told if {
	verdict.action == "block"
	some told in reasons
}

warn contains told if {
	verdict.action == "warn"
	some told in reasons
}

verdict := {
	"outcome": outcome,
	"action": action,
	"decisions": [number | some saying in deciders; number := saying.number],
	"constraints": [constraint | some saying in deciders; some constraint in saying.constraints],
	"notes": [note | some saying in deciders; some note in saying.notes],
	"revision": record.revision,
}

reasons contains {"msg": decision.message, "number": saying.number, "outcome": outcome, "link": decision.link} if {
	some saying in deciders
	decision := record.decisions[saying.number]
}

reasons contains {"msg": sprintf("No decision says anything of %v.", [subject]), "number": null, "outcome": outcome, "link": null} if {
	outcome == "Unknown"
	some subject in subjects
}

# The question.

subjects contains input.subject

subjects contains subject if some subject in input.subjects

problems contains "The question names no subject." if count(subjects) == 0

problems contains sprintf("%v is not a subject that can be read.", [subject]) if {
	some subject in subjects
	not keys(subject)
}

problems contains sprintf("%v carries another version than the one given.", [subject]) if {
	some subject in subjects
	is_string(given("version"))
	own_version(subject) != null
	own_version(subject) != given("version")
}

problems contains "now is not an RFC 3339 instant." if not now

problems contains "groups is not a list of texts." if {
	given("groups") != null
	not is_texts(given("groups"))
}

problems contains sprintf("%v is not a text.", [name]) if {
	some name in ["version", "environment", "region"]
	given(name) != null
	not is_string(given(name))
}

given(name) := object.get(input, name, null)

is_texts(list) if {
	is_array(list)
	every text in list { is_string(text) }
}

now := time.now_ns() if given("now") == null

now := time.parse_rfc3339_ns(given("now")) if given("now") != null

groups := {lower(group) | some group in given("groups")} if given("groups") != null

else := {group | some group in record.scope.groups} if { count(record.scope.groups) > 0 }

else := null

place(name, channel) := given(name) if given(name) != null

else := channel[0] if { count(channel) == 1 }

else := null

environment := place("environment", record.scope.environments)

region := upper(place("region", record.scope.regions)) if place("region", record.scope.regions) != null

else := null

# Identity: the keys under which a subject is on record.

keys(subject) := {sprintf("purl:%v", [package_key(subject)])} if is_purl(subject)

else := cpe_keys(lower(subject)) if { startswith(lower(subject), "cpe:2.3:") }

else := {sprintf("sha256:%v", [lower(subject)])} if { regex.match(`^[0-9A-Fa-f]{64}$`, subject) }

else := kind_keys(named[1], named[2]) if {
	named := regex.find_all_string_submatch_n(`^([a-z0-9-]+):(.+)$`, subject, 1)[0]
	named[1] in {"winget", "macos-signing-id", "macos-team-id", "macos-bundle-id", "windows-publisher", "file-name", "sha256", "authenticode-sha256", "domain", "cpe"}
}

else := {sprintf("tool:%v", [subject])} if { regex.match(`^[a-z0-9][a-z0-9._-]*$`, subject) }

kind_keys(kind, value) := {sprintf("domain:%v", [concat(".", array.slice(labels, i, count(labels)))]) | some i in numbers.range(0, count(labels) - 2)} if {
	kind == "domain"
	labels := split(trim_suffix(lower(value), "."), ".")
	count(labels) > 1
}

else := {sprintf("windows-publisher:%v", [concat("|", array.slice(parts, 0, i))]) | some i in numbers.range(1, count(parts))} if {
	kind == "windows-publisher"
	parts := split(regex.replace(upper(value), ` *([,=+;|]) *`, "$1"), "|")
}

else := cpe_keys(lower(value)) if { kind == "cpe" }

else := {sprintf("%v:%v", [kind, value])} if { kind == "macos-signing-id" }

else := {sprintf("%v:%v", [kind, upper(value)])} if { kind == "macos-team-id" }

else := {sprintf("%v:%v", [kind, trim_right(lower(value), ". ")])} if { kind == "file-name" }

else := {sprintf("%v:%v", [kind, lower(value)])}

# The name, then all its editions, then all its versions.
cpe_keys(name) := {sprintf("cpe:%v", [key]) |
	parts := split(name, ":")
	some kept in [13, 6, 5]
	key := concat(":", array.concat(array.slice(parts, 0, kept), ["*" | some _ in numbers.range(1, 13 - kept); kept < 13]))
}

is_purl(subject) if startswith(lower(subject), "pkg:")

decoded(text) := urlquery.decode(replace(text, "+", "%2B"))

# What stands before the subpath, the qualifiers and the version. A segment may begin with @, as npm's scopes do.
unqualified(purl) := split(split(purl, "#")[0], "?")[0]

versioned(purl) := regex.find_all_string_submatch_n(`^((?:/@|[^@])*[^@/])@(.*)$`, unqualified(purl), 1)

package_path(purl) := concat("/", [part | some part in split(decoded(substring(located(purl), 4, -1)), "/"); part != ""])

located(purl) := versioned(purl)[0][1] if count(versioned(purl)) > 0

else := unqualified(purl)

own_version(subject) := decoded(versioned(subject)[0][2]) if {
	is_purl(subject)
	count(versioned(subject)) > 0
}

else := null

package_key(purl) := reduced(lower(split(package_path(purl), "/")[0]), package_path(purl))

# Case, and spellings that are one package to the type.
reduced(type, path) := path if type in {"julia", "maven", "rpm", "yocto"}

else := sprintf("pypi/%v", [regex.replace(trim_prefix(lower(path), "pypi/"), `[-_.]+`, "-")]) if { type == "pypi" }

else := replace(lower(path), "_", "-") if { type == "cargo" }

else := regex.replace(lower(path), `^docker/(?:(?:localhost|[^/]*[.:][^/]*)/)?(?:library/)?`, "docker/") if { type == "docker" }

else := trim_suffix(lower(path), ".git") if { type in {"bitbucket", "git", "github", "gitlab", "swift"} }

else := lower(path)

found(subject) := [entry | some key in keys(subject); some entry in record.identifiers[key]]

# What permits, and exceptions, reach what is spelt as on record and comes from the same place: a look-alike inherits no approval.
is_exact(subject, tool) if not is_purl(subject)

is_exact(subject, tool) if {
	some entry in found(subject)
	entry.tool == tool
	is_purl(entry.value)
	package_path(entry.value) == package_path(subject)
	origin(entry.value) == origin(subject)
}

origin(purl) := {decoded_if_it_can_be(pair) |
	some pair in split(substring(split(purl, "#")[0], count(unqualified(purl)) + 1, -1), "&")
	lower(split(pair, "=")[0]) in {"author", "channel", "download_url", "repository_url", "tag_id", "user", "uuid", "vcs_url"}
}

decoded_if_it_can_be(text) := decoded(text) if decoded(text)

else := text

# Versions: whether a decision holds the one asked about.

version_of(subject, entry) := entry.version if entry.version != null

else := own_version(subject) if { own_version(subject) != null }

else := given("version")

holding(link, ranges, version) := "surely" if {
	version == null
	link.all
}

else := "some" if { version == null }

else := "surely" if {
	some i in link.ranges
	inside(ranges[i], version) == "yes"
}

else := "unread" if {
	some i in link.ranges
	inside(ranges[i], version) == "unknown"
}

else := "no"

inside(range, version) := "yes" if range.order == "every"

else := "yes" if { version in range.inside }

else := "no" if { version in range.outside }

else := "yes" if {
	key := version_key(range.order, version)
	some interval in range.intervals
	not is_below(range.order, key, interval)
	not is_above(range.order, key, interval)
}

else := "no" if { version_key(range.order, version) }

else := "unknown"

is_below(order, key, interval) if key < version_key(order, interval.from)

is_above(order, key, interval) if key >= version_key(order, interval.below)

is_above(order, key, interval) if key > version_key(order, interval.upTo)

# Rego orders lists as Semantic Versioning 2.0.0 asks (11): numbers before texts, the shorter list first; and objects after lists, which
# puts a release after its prereleases. Numbers beyond 15 digits are not read.
version_key(order, version) := [to_number(parts[1]), to_number(parts[2]), to_number(parts[3]), prerelease_key(parts[4])] if {
	parts := regex.find_all_string_submatch_n(concat("", [
		semantic_prefix[order],
		`(0|[1-9][0-9]{0,14})\.(0|[1-9][0-9]{0,14})\.(0|[1-9][0-9]{0,14})`,
		`(?:-((?:0|[1-9][0-9]{0,14}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9][0-9]{0,14}|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?`,
		`(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?`,
		semantic_suffix[order],
	]), version, 1)[0]
}

# Up to four numbers, the missing ones zero.
version_key("numbers", version) := array.slice(array.concat([to_number(part) | some part in split(version, ".")], [0, 0, 0]), 0, 4) if {
	regex.match(`^(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,3}$`, version)
}

semantic_prefix := {"npm": `^\s*=?\s*v?`, "semver": `^\s*=?\s*v?`, "cargo": `^`, "golang": `^v?`}

semantic_suffix := {"npm": `\s*$`, "semver": `\s*$`, "cargo": `$`, "golang": `$`}

prerelease_key("") := {}

prerelease_key(text) := [identifier_key(identifier) | some identifier in split(text, ".")] if text != ""

identifier_key(text) := to_number(text) if regex.match(`^[0-9]+$`, text)

else := text

# Scope: 2 inside, 1 inside for all that is known, 0 outside.

admission(scope) := min([admits_groups(scope.groups), admits_environment(scope.environments), admits_region(scope.regions)])

admits_groups(bounds) := 2 if count(bounds) == 0

else := 1 if { groups == null }

else := 2 if {
	some group in groups
	group in bounds
}

else := 0

admits_environment(bounds) := 2 if count(bounds) == 0

else := 1 if { environment == null }

else := 2 if { environment in bounds }

else := 0

admits_region(bounds) := 2 if count(bounds) == 0

else := 1 if { region == null }

else := 2 if {
	some bound in bounds
	lies_in(region, bound)
}

else := 1 if {
	some bound in bounds
	lies_in(bound, region)
}

else := 0

lies_in(inner, outer) if inner == outer

lies_in(inner, outer) if startswith(inner, sprintf("%v-", [outer]))

lies_in(inner, "EU") if substring(inner, 0, 2) in {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}

# What each decision says now.

sayings contains saying if {
	some subject in subjects
	some entry in found(subject)
	some link in entry.decisions
	decision := record.decisions[link.number]
	admission(decision.scope) > 0
	holds := holding(link, decision.ranges, version_of(subject, entry))
	holds != "no"
	said := says(decision, is_sure(subject, entry, decision, holds))
	saying := {
		"number": link.number,
		"disposition": said.disposition,
		"constraints": said.constraints,
		"whole": holds != "some",
		"notes": [sprintf("The version can't be read for %v, so it is taken to be inside its ranges.", [link.number]) | holds == "unread"],
	}
}

is_sure(subject, entry, decision, holds) if {
	holds != "unread"
	admission(decision.scope) == 2
	is_exact(subject, entry.tool)
}

else := false

phase_of(decision) := begun[count(begun) - 1] if begun := [phase | some phase in decision.phases; time.parse_rfc3339_ns(phase.from) <= now]

says(decision, sure) := {"disposition": "Constrained", "constraints": exceptions[0].controls} if {
	phase_of(decision).disposition in {"HighRisk", "Banned"}
	sure
	exceptions := [exception |
		some exception in decision.exceptions
		admission(exception.audience) == 2
		time.parse_rfc3339_ns(exception.from) <= now
		now < time.parse_rfc3339_ns(exception.until)
	]
	count(exceptions) > 0
}

else := {"disposition": "Banned", "constraints": []} if { phase_of(decision).disposition == "Banned" }

else := {"disposition": "HighRisk", "constraints": decision.constraints} if { phase_of(decision).disposition == "HighRisk" }

else := {"disposition": phase_of(decision).disposition, "constraints": decision.constraints} if {
	phase_of(decision).disposition in {"Approved", "Constrained"}
	sure
}

# The strictest wins; without a version, what is stricter for some versions makes the answer depend on it.

strictness := {"Unknown": 0, "Approved": 1, "Constrained": 2, "HighRisk": 3, "Banned": 4}

outcomes := ["Unknown", "Approved", "Constrained", "HighRisk", "Banned"]

actions := {"Unknown": record.stance, "Approved": "allow", "Constrained": "allow", "HighRisk": record.highRisk, "Banned": "block"}

severity := {"allow": 0, "warn": 1, "block": 2}

whole := max({0} | {strictness[saying.disposition] | some saying in sayings; saying.whole})

partly := max({0} | {strictness[saying.disposition] | some saying in sayings; not saying.whole})

outcome := "DependsOnVersion" if partly > whole

else := outcomes[whole]

action := "block" if count(problems) > 0

else := ["allow", "warn", "block"][max([min([severity[record.stance], severity[actions[outcomes[partly]]]]), severity[actions[outcomes[whole]]]])] if { partly > whole }

else := actions[outcome]

deciders contains saying if {
	some saying in sayings
	saying.whole
	strictness[saying.disposition] == whole
}

deciders contains saying if {
	some saying in sayings
	not saying.whole
	strictness[saying.disposition] > whole
}
