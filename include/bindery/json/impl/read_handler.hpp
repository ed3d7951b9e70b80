#ifndef BINDERY_JSON_IMPL_READ_HANDLER_HPP
#define BINDERY_JSON_IMPL_READ_HANDLER_HPP

// The SAX handler behind json::read: follows the tables while Boost.JSON's parser walks the text.

#include <bindery/json/read.hpp>
#include <bindery/types/satisfies.hpp>
#include <bindery/validate.hpp>

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>

#include <array>
#include <charconv>
#include <limits>

namespace bindery::json::detail {

/// An open object or list of the text. Without initialisers, so that the stack of frames costs nothing until it is
/// used.
struct frame {
    enum class type : std::uint8_t {
        skipped,
        envelope,
        object,
        list
    };

    frame::type what;
    const reflect::structure* structure; ///< of an object
    const reflect::list_access* list;    ///< of a list
    void* object;                        ///< the object or list that is filled
    std::size_t next;                    ///< object: the member expected now; list: elements seen
    const char* name;                    ///< of the member that was last begun
    std::size_t name_size;
};

class read_handler {
public:
    using error_code = boost::system::error_code;
    using string_view = boost::json::string_view;

    // Bounds are checked here: the parser's own are only for its buffers.
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    read_handler(std::string_view envelope, std::span<const target> targets, const read_options& options) noexcept
        : envelope_(envelope), targets_(targets), options_(options) {
        *top_ = {frame::type::skipped, nullptr, nullptr, nullptr, 0, "", 0};
    }
    read_handler(const read_handler&) = delete; // it points into itself

    violations take_violations() noexcept { return std::move(broken_); }
    bool found_root() const noexcept { return found_root_; }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }

    bool on_object_begin(error_code& failure) {
        if (slot_ == nullptr)
            return begin_unplaced_object(failure);
        begin_element();
        if (!is(reflect::kind::structure)) {
            refuse("an object");
            return push(frame::type::skipped, failure);
        }
        return push(frame::type::object, failure, slot_->emplace(at_), slot_->shape->structure);
    }
    bool on_object_end(std::size_t, error_code&) { return pop(); }

    bool on_array_begin(error_code& failure) {
        if (slot_ == nullptr)
            return push(frame::type::skipped, failure);
        begin_element();
        if (!is(reflect::kind::list)) {
            refuse("a list");
            return push(frame::type::skipped, failure);
        }
        return push(frame::type::list, failure, slot_->emplace(at_), nullptr, slot_->shape->list);
    }
    bool on_array_end(std::size_t, error_code&) { return pop(); }

    bool on_key_part(string_view part, std::size_t, error_code&) {
        if (scratch_.size() < max_name)
            scratch_.append(part.data(), part.size());
        return true;
    }
    bool on_key(string_view part, std::size_t total, error_code&) {
        if (top_->what == frame::type::skipped)
            return clear_scratch();
        if (total == part.size()) {
            find({part.data(), part.size()});
            return true;
        } else {
            scratch_.append(part.data(), part.size());
            find(scratch_);
        }
        return clear_scratch();
    }

    bool on_string_part(string_view part, std::size_t total, error_code& failure) {
        if (total > options_.max_text)
            return too_large(failure);
        if (slot_ != nullptr)
            scratch_.append(part.data(), part.size());
        return true;
    }
    bool on_string(string_view part, std::size_t total, error_code& failure) {
        if (total > options_.max_text)
            return too_large(failure);
        if (slot_ == nullptr)
            return true;
        begin_element();
        if (total == part.size()) {
            text({part.data(), part.size()});
            return true;
        } else {
            scratch_.append(part.data(), part.size());
            text(scratch_);
        }
        return clear_scratch();
    }

    bool on_number_part(string_view part, error_code& failure) {
        if (scratch_.size() + part.size() > max_name)
            return too_large(failure);
        if (slot_ != nullptr)
            scratch_.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t value, string_view part, error_code&) {
        return number(part, [&](std::string_view text) { integer(value, text); });
    }
    bool on_uint64(std::uint64_t value, string_view part, error_code&) {
        return number(part, [&](std::string_view text) { unsigned_integer(value, text); });
    }
    bool on_double(double value, string_view part, error_code&) {
        return number(part, [&](std::string_view text) { real(value, text); });
    }
    bool on_bool(bool value, error_code&) {
        if (slot_ == nullptr)
            return true;
        begin_element();
        if (is(reflect::kind::boolean))
            *static_cast<boolean*>(slot_->emplace(at_)) = value;
        else if (options_.lenient_scalars && is(reflect::kind::text))
            static_cast<basic_text*>(slot_->emplace(at_))->assign(value ? "true" : "false");
        else
            refuse(value ? "true" : "false");
        return true;
    }
    bool on_null(error_code&) {
        if (slot_ == nullptr)
            return true;
        begin_element();
        if (top_->list != nullptr && slot_->presence == reflect::presence::plain)
            refuse("null");
        return true;
    }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    static constexpr std::size_t max_name = 1024;
    static constexpr std::size_t max_frames = 256;

    bool is(reflect::kind kind) const noexcept { return slot_->shape->kind == kind; }
    bool clear_scratch() noexcept {
        scratch_.clear();
        return true;
    }

    bool push(frame::type what, error_code& failure, void* object = nullptr,
              const reflect::structure* structure = nullptr, const reflect::list_access* list = nullptr) {
        if (top_ == frames_.data() + max_frames - 1) {
            failure = boost::json::error::too_deep;
            return false;
        }
        *++top_ = {what, structure, list, object, 0, "", 0};
        expect_value();
        return true;
    }
    /// Members are placed by their names; the elements of a list all go to the same place.
    void expect_value() noexcept { slot_ = top_->list != nullptr ? &top_->list->element : nullptr; }

    /// The document's object, the envelope's, or one that nobody asked for.
    bool begin_unplaced_object(error_code& failure) {
        if (top_ == frames_.data())
            return envelope_.empty() ? push_root(failure) : push(frame::type::envelope, failure);
        return in_envelope_ && top_->what == frame::type::envelope ? push_root(failure)
                                                                   : push(frame::type::skipped, failure);
    }
    static void set_name(frame& of, std::string_view name) noexcept {
        of.name = name.data();
        of.name_size = name.size();
    }
    bool push_root(error_code& failure) {
        found_root_ = true;
        root_ = top_ + 1;
        return push(frame::type::object, failure, targets_[0].object, targets_[0].structure);
    }
    bool pop() noexcept {
        --top_;
        expect_value();
        return true;
    }
    static bool too_large(error_code& failure) {
        failure = boost::json::error::string_too_large;
        return false;
    }

    /// In a list every value is a new element.
    void begin_element() {
        if (top_->list == nullptr)
            return;
        at_ = top_->list->append(top_->object);
        ++top_->next;
    }

    static const reflect::member* find_in(const reflect::structure& type, std::size_t& next,
                                          std::string_view name) noexcept {
        const std::uint32_t tag = reflect::tag_of(name);
        const reflect::member* const members = type.members.data();
        const std::size_t count = type.members.size();
        // Services write members in the page's order or sorted, so the next one is often the right one.
        for (std::size_t i = next; i < count; ++i)
            if (members[i].is_named(name, tag))
                return &members[(next = i + 1) - 1];
        for (std::size_t i = 0; i < next && i < count; ++i)
            if (members[i].is_named(name, tag))
                return &members[(next = i + 1) - 1];
        return nullptr;
    }

    void find(std::string_view name) {
        slot_ = also_slot_ = nullptr;
        if (top_->what == frame::type::envelope) {
            in_envelope_ = name == envelope_;
            return;
        }
        if (const reflect::member* found = find_in(*top_->structure, top_->next, name)) {
            slot_ = found->how;
            at_ = top_->structure->at(*found, top_->object);
            set_name(*top_, found->name);
        }
        if (top_ == root_ && targets_.size() > 1)
            find_in_others(name);
        if (slot_ == nullptr && options_.refuse_unknown_members) {
            set_name(*top_, utf8::prefix(name, max_name));
            add({path(), rule::known, "only members that the operation has", shortened(name)});
            set_name(*top_, "");
        }
    }
    void find_in_others(std::string_view name) {
        for (const target& other : targets_.subspan(1)) {
            std::size_t next = 0;
            const reflect::member* found = find_in(*other.structure, next, name);
            if (found == nullptr)
                continue;
            if (slot_ == nullptr) {
                slot_ = found->how;
                at_ = other.structure->at(*found, other.object);
                set_name(*top_, found->name);
            } else {
                also_slot_ = found->how;
                also_at_ = other.structure->at(*found, other.object);
            }
        }
    }

    void text(std::string_view value) {
        if (is(reflect::kind::text)) {
            static_cast<basic_text*>(slot_->emplace(at_))->assign(value);
            if (also_slot_ != nullptr && also_slot_->shape->kind == reflect::kind::text)
                static_cast<basic_text*>(also_slot_->emplace(also_at_))->assign(value);
            return;
        }
        if (!options_.lenient_scalars || !text_as_scalar(value))
            refuse("the text " + shortened(value));
    }

    bool text_as_scalar(std::string_view value) {
        const auto parsed = [&]<class Number>(Number& number) {
            const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
            return failure == std::errc() && end == value.data() + value.size();
        };
        switch (slot_->shape->kind) {
        case reflect::kind::boolean:
            if (value != "true" && value != "false")
                return false;
            *static_cast<boolean*>(slot_->emplace(at_)) = value == "true";
            return true;
        case reflect::kind::integer: {
            std::int64_t number;
            if (!parsed(number))
                return false;
            *static_cast<std::int64_t*>(slot_->emplace(at_)) = number;
            return true;
        }
        case reflect::kind::unsigned_integer: {
            std::uint64_t number;
            if (!parsed(number))
                return false;
            *static_cast<std::uint64_t*>(slot_->emplace(at_)) = number;
            return true;
        }
        case reflect::kind::number: {
            double number;
            if (!parsed(number))
                return false;
            if (!is_finite(number))
                return false;
            *static_cast<double*>(slot_->emplace(at_)) = number;
            return true;
        }
        default:
            return false;
        }
    }

    template <class Store>
    bool number(string_view part, Store store) {
        if (slot_ == nullptr)
            return true;
        begin_element();
        if (scratch_.empty()) {
            store(std::string_view(part.data(), part.size()));
            return true;
        }
        scratch_.append(part.data(), part.size());
        store(std::string_view(scratch_));
        return clear_scratch();
    }
    void integer(std::int64_t value, std::string_view text) {
        if (is(reflect::kind::integer))
            *static_cast<std::int64_t*>(slot_->emplace(at_)) = value;
        else if (is(reflect::kind::unsigned_integer) && value >= 0)
            *static_cast<std::uint64_t*>(slot_->emplace(at_)) = static_cast<std::uint64_t>(value);
        else
            real(static_cast<double>(value), text);
    }
    void unsigned_integer(std::uint64_t value, std::string_view text) {
        if (is(reflect::kind::unsigned_integer))
            *static_cast<std::uint64_t*>(slot_->emplace(at_)) = value;
        else
            real(static_cast<double>(value), text);
    }
    void real(double value, std::string_view text) {
        if (is(reflect::kind::number) && is_finite(value)) {
            std::from_chars(text.data(), text.data() + text.size(),
                            value); // the parser's own value may be off by a bit
            *static_cast<double*>(slot_->emplace(at_)) = value;
        } else if (options_.lenient_scalars && is(reflect::kind::text)) {
            static_cast<basic_text*>(slot_->emplace(at_))->assign(text);
        } else {
            // A whole number in the place of one is of the right kind, but does not fit.
            const bool whole = text.find_first_of(".eE") == text.npos;
            const bool fits_kind = is(reflect::kind::number) ||
                                   (whole && (is(reflect::kind::integer) || is(reflect::kind::unsigned_integer)));
            refuse("the number " + std::string(utf8::prefix(text, 40)) + (text.size() > 40 ? "..." : ""),
                   fits_kind ? rule::range : rule::type);
        }
    }

    void refuse(std::string found, bindery::rule broken = rule::type) {
        add({path(), broken, std::string(name_of(slot_->shape->kind)) + (broken == rule::range ? " of 64 bits" : ""),
             std::move(found)});
    }
    void add(violation broken) {
        if (broken_.empty() || broken_.size() < options_.max_violations)
            broken_.push_back(std::move(broken));
    }

    std::string path() const {
        std::string text;
        for (const frame* each = root_; each <= top_; ++each) {
            const frame& at = *each;
            text += '/';
            if (at.what == frame::type::list)
                text += std::to_string(at.next == 0 ? 0 : at.next - 1);
            else
                for (const char c : std::string_view(at.name, at.name_size))
                    c == '~' ? text += "~0" : c == '/' ? text += "~1" : text += c;
        }
        return text;
    }

    std::string_view envelope_;
    std::span<const target> targets_;
    const read_options& options_;
    std::array<frame, max_frames> frames_; ///< the first stands for the document
    frame* top_ = frames_.data();
    frame* root_ = nullptr; ///< the object whose members the targets take
    bool in_envelope_ = false;
    bool found_root_ = false;
    const reflect::slot* slot_ = nullptr; ///< where the next value goes; null: nowhere
    void* at_ = nullptr;
    const reflect::slot* also_slot_ = nullptr; ///< and the same text to a second target
    void* also_at_ = nullptr;
    std::string scratch_; ///< a name, text or number that comes in parts
    violations broken_;
};

} // namespace bindery::json::detail

#endif
