"""Writes as many operations as wanted, in the form of the generated headers, to see what each further one costs."""

MEMBERS = [("required<text<>>", "Name", ""), ("required<text<length<1, 64>>>", "Target", ""),
           ("optional<integer<>>", "SubAppId", "{}"), ("optional<text<length<0, 1000>>>", "SessionContext", "{}"),
           ("optional<text<length<0, 50>>>", "SessionId", "{}"), ("optional<text<one_of<\"Start\", \"Stop\">>>", "Kind", "{}"),
           ("optional<integer<range<0, 100>>>", "Priority", "{}"), ("optional<list<text<>>>", "Tags", "{}"),
           ("optional<boolean>", "Urgent", "{}"), ("optional<text<>>", "ExtInfo", "{}")]
ERRORS = ["FailedOperation", "InternalError", "InvalidParameter", "InvalidParameterValue", "UnauthorizedOperation"]


def operation(number):
    name = f"Operation{number}"
    members = "\n\n".join(f"    /// What the operation is told.\n    {type_} {member}{value};"
                          for type_, member, value in MEMBERS)
    errors = "\n".join(f'        {{"{code}", 200, "The service refused."}},' for code in ERRORS)
    return f"""#ifndef OPERATION_{number}_HPP
#define OPERATION_{number}_HPP

#include <bindery/model.hpp>
#include <bindery/reflect/describe.hpp>
#include <bindery/types.hpp>

namespace bindery::provider {{
class tencent;
}}

namespace bindery::api::many {{

/// Does something.
struct {name} {{
{members}

    struct Output {{
        /// What came of it.
        optional<text<>> TaskId{{}};

        /// How much of it.
        optional<integer<>> Count{{}};

        /// Names this request.
        optional<text<>> RequestId{{}};
    }};

    enum class errc {{
        {", ".join(ERRORS)}
    }};

    static constexpr api_error errors[] = {{
{errors}
    }};

    friend constexpr std::span<const api_error> declared_errors(errc) noexcept {{ return errors; }}

    using provider = bindery::provider::tencent;
    using region = text<>;

    static constexpr operation about{{
        .service = "many",
        .action = "{name}",
        .version = "2023-01-01",
        .host = "many.tencentcloudapi.com",
        .region = region_rule::not_needed,
        .rate = {{100, 1}},
        .deduplication = {{"SessionId", 604800}},
        .effect = effect::changes,
        .errors = errors,
    }};
}};

BOOST_DESCRIBE_STRUCT({name}, (), ({", ".join(member for _, member, _ in MEMBERS)}))
BOOST_DESCRIBE_STRUCT({name}::Output, (), (TaskId, Count, RequestId))

}} // namespace bindery::api::many

#endif
"""


def described_structure(number):
    """The unit of comparison: a structure of ten members and its description, nothing else."""
    members = "".join(f"    std::string Member{i};\n" for i in range(10))
    names = ", ".join(f"Member{i}" for i in range(10))
    return f"struct structure{number} {{\n{members}}};\nBOOST_DESCRIBE_STRUCT(structure{number}, (), ({names}))\n"


def write_headers(folder, count):
    for number in range(count):
        path = folder / f"operation{number}.hpp"
        if not path.exists():
            path.write_text(operation(number))


def including(count, extra=""):
    """Includes operations and uses none of them."""
    lines = "".join(f'#include "operation{number}.hpp"\n' for number in range(count))
    return f"#include <bindery/model.hpp>\n#include <bindery/reflect/describe.hpp>\n#include <bindery/types.hpp>\n{extra}{lines}"


def described(count):
    lines = "".join(map(described_structure, range(count)))
    return f"#include <bindery/reflect/describe.hpp>\n#include <string>\n{lines}"


def calling(count, included):
    """Includes some operations and calls some of them."""
    calls = "\n".join(
        f'    good = cloud.call(bindery::api::many::Operation{number}{{.Name = argument, .Target = "here"}}).has_value() && good;'
        for number in range(count))
    return f"""{including(included, "#include <bindery/client.hpp>" + chr(10))}
bool run(const std::string& argument) {{
    const bindery::client cloud{{{{"id", "key"}}}};
    bool good = true;
{calls}
    return good;
}}
"""
