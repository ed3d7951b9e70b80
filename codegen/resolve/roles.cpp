#include "resolve/roles.hpp"

#include "text/scan.hpp"

namespace bindery::codegen {
namespace {

class assignment {
public:
    assignment(const page& from, report& said) : from_(from), said_(said) {}

    void operator()(const heading& here) {
        under_ = &here;
        description_.clear();
        if (found_.request && here.about != section::output)
            found_.says_more = true;
    }
    void operator()(const paragraph& here) {
        description_ += (description_.empty() ? "" : " ") + here.text;
        const bool none = under_ && (here.text == "None." || here.text == "None");
        found_.takes_nothing |= none && under_->about == section::input;
        found_.gives_nothing |= none && under_->about == section::output;
    }
    void operator()(const sample&) { found_.says_more |= found_.request != nullptr; }
    void operator()(const table& here) {
        if (here.has(column::fact))
            claim(found_.facts, here, "table of facts");
        else if (here.has(column::code))
            claim(found_.errors, here, "table of errors");
        else if (here.has(column::name) && here.has(column::type))
            take_members(here);
    }

    roles take() && { return std::move(found_); }

private:
    void take_members(const table& here) {
        if (under_ && under_->about == section::other && is_identifier(under_->text) && under_->text != title()) {
            found_.structures.push_back({under_->text, description_, &here});
        } else if (under_ && under_->about == section::output) {
            claim(found_.response, here, "table of output parameters");
        } else if (under_ && under_->about == section::input) {
            claim(found_.request, here, "table of input parameters");
        } else if (here.has(column::required)) {
            claim(found_.request, here, "table of input parameters");
        } else {
            claim(found_.response, here, "table of output parameters");
        }
    }

    /// The title of the page is a heading too, and the tables below it may have none of their own.
    std::string_view title() const {
        for (const auto& each : from_.blocks)
            if (const auto* first = std::get_if<heading>(&each))
                return first->text;
        return {};
    }

    void claim(const table*& place, const table& here, std::string_view what) {
        if (!place)
            place = &here;
        else
            said_.unexpected(from_.at(here.at), "a second " + std::string(what), "one on a page",
                             "the first begins in line " + std::to_string(place->at.line) +
                                 "; put a heading with the structure's name above a table of its members");
    }

    const page& from_;
    report& said_;
    roles found_;
    const heading* under_ = nullptr;
    std::string description_;
};

} // namespace

roles assign_roles(const page& from, report& said) {
    assignment assign(from, said);
    for (const auto& each : from.blocks)
        std::visit(assign, each);
    return std::move(assign).take();
}

} // namespace bindery::codegen
