#ifndef BINDERY_JSON_IMPL_READ_HANDLER_HPP
#define BINDERY_JSON_IMPL_READ_HANDLER_HPP

// The SAX handler behind json::read: follows the tables while Boost.JSON's parser walks the text.

#include <bindery/json/impl/whole_number.hpp>
#include <bindery/json/read.hpp>
#include <bindery/reflect/lookup.hpp>
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
    const reflect::member* next;         ///< of an object: the member expected now
    const reflect::member* last;         ///< of an object: the member last begun, or null
};

class read_handler {
public:
    using error_code = boost::system::error_code;
    using string_view = boost::json::string_view;

    // Bounds are checked here: the parser's own are only for its buffers.
    static constexpr std::size_t max_object_size = (std::numeric_limits<std::size_t>::max)();
    static constexpr std::size_t max_array_size = (std::numeric_limits<std::size_t>::max)();
    static constexpr std::size_t max_key_size = (std::numeric_limits<std::size_t>::max)();
    static constexpr std::size_t max_string_size = (std::numeric_limits<std::size_t>::max)();

    static constexpr std::size_t max_depth = 255; ///< whatever the options say

    /// The text is fed from `fed` on, and stands for that at `given`.
    read_handler(std::string_view envelope, std::span<const target> targets, const read_options& options,
                 const char* fed, const char* given) noexcept
        : envelope_(envelope), targets_(targets), options_(options), fed_(fed), given_(given),
          memory_left_(static_cast<std::ptrdiff_t>((std::min)(
              options.limits.max_memory, static_cast<std::size_t>((std::numeric_limits<std::ptrdiff_t>::max)())))) {
        *top_ = {frame::type::skipped, nullptr, nullptr, nullptr, &nobody, nullptr};
        for (std::size_t other = 1; other < targets_.size(); ++other)
            for (const reflect::member& each : targets_[other].structure->members)
                others_tags_ |= std::uint64_t(1) << (reflect::tag_of(each.name) & 63);
    }
    read_handler(const read_handler&) = delete; // it points into itself

    violations take_violations() noexcept { return std::move(broken_); }
    bool found_root() const noexcept { return found_root_; }
    /// What was beyond its limit, and where, after an error of errc::message_size.
    std::string excess() const {
        return memory_left_ < 0
                   ? "what is read takes more than " + std::to_string(options_.limits.max_memory) +
                         " bytes of memory, from " + path() + " on,"
                   : "the text " + path() + " has more than " + std::to_string(options_.limits.max_text) + " bytes,";
    }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }

    bool on_object_begin(error_code& failure) {
        if (slot_ == nullptr)
            return begin_unplaced_object(failure);
        if (!begin_element(failure))
            return false;
        if (!is(reflect::kind::structure)) {
            refuse("an object");
            return push(frame::type::skipped, failure);
        }
        if (slot_->indirect && !take(slot_->shape->structure->size, failure))
            return false;
        return push(frame::type::object, failure, slot_->emplace(at_), slot_->shape->structure);
    }
    bool on_object_end(std::size_t, error_code&) { return pop(); }

    bool on_array_begin(error_code& failure) {
        if (slot_ == nullptr)
            return push(frame::type::skipped, failure);
        if (!begin_element(failure))
            return false;
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
        if (total == part.size()) [[likely]] {
            name({part.data(), part.size()});
            return true;
        }
        scratch_.append(part.data(), part.size());
        name(scratch_);
        return clear_scratch();
    }

    bool on_string_part(string_view part, std::size_t total, error_code& failure) {
        if (slot_ == nullptr)
            return true;
        if (total > options_.limits.max_text)
            return too_large(failure);
        scratch_.append(part.data(), part.size());
        return true;
    }
    [[gnu::always_inline]] bool on_string(string_view part, std::size_t total, error_code& failure) {
        if (slot_ == nullptr)
            return true;
        if (total > options_.limits.max_text)
            return too_large(failure);
        if (total == part.size()) [[likely]]
            return text({part.data(), part.size()}, failure);
        return text_of_parts(part, failure);
    }

    bool on_number_part(string_view, error_code&) { return true; } // the text is fed whole
    bool on_int64(std::int64_t value, string_view part, error_code& failure) {
        if (expects(reflect::kind::integer)) [[likely]] {
            *static_cast<std::int64_t*>(slot_->scalar(at_)) = value;
            return true;
        }
        return slot_ == nullptr || signed_elsewhere(value, {part.data(), part.size()}, failure);
    }
    bool on_uint64(std::uint64_t value, string_view part, error_code& failure) {
        if (slot_ == nullptr)
            return true;
        if (!begin_element(failure))
            return false;
        if (!is(reflect::kind::unsigned_integer))
            return real(static_cast<double>(value), {part.data(), part.size()}, failure);
        *static_cast<std::uint64_t*>(slot_->emplace(at_)) = value;
        return true;
    }
    bool on_double(double value, string_view part, error_code& failure) {
        return slot_ == nullptr || (begin_element(failure) && real(value, {part.data(), part.size()}, failure));
    }
    bool on_bool(bool value, error_code& failure) {
        if (slot_ == nullptr)
            return true;
        if (!begin_element(failure))
            return false;
        if (is(reflect::kind::boolean))
            *static_cast<boolean*>(slot_->emplace(at_)) = value;
        else if (is_tolerant() && is(reflect::kind::text))
            static_cast<basic_text*>(slot_->emplace(at_))->assign(value ? "true" : "false");
        else
            refuse(value ? "true" : "false");
        return true;
    }
    /// An empty object or list says no more than null does; a number or text would be made up.
    bool on_null(error_code& failure) {
        if (slot_ == nullptr)
            return true;
        if (!begin_element(failure))
            return false;
        const bool can_be_empty = is(reflect::kind::structure) || is(reflect::kind::list);
        if (list_ != nullptr && slot_->presence == reflect::presence::plain && !(is_tolerant() && can_be_empty))
            refuse("null");
        return true;
    }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    static constexpr std::size_t max_name = 1024;
    static constexpr std::size_t max_frames = max_depth + 1;
    static constexpr reflect::member nobody{reflect::detail::no_name, nullptr, nullptr};

    /// The common case: the value of a member that is known and of that kind.
    bool expects(reflect::kind kind) const noexcept { return slot_ != nullptr && list_ == nullptr && is(kind); }
    bool is(reflect::kind kind) const noexcept { return slot_->shape->kind == kind; }
    bool is_tolerant() const noexcept { return options_.values == strictness::tolerant; }
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
        const bool empty = structure == nullptr || structure->members.empty();
        *++top_ = {what, structure, list, object, empty ? &nobody : structure->members.data(), nullptr};
        expect_value();
        return true;
    }
    /// Members are placed by their names; the elements of a list all go to the same place.
    void expect_value() noexcept {
        list_ = top_->list;
        slot_ = list_ != nullptr ? &list_->element : nullptr;
    }

    /// The document's object, the envelope's, or one that nobody asked for.
    bool begin_unplaced_object(error_code& failure) {
        if (top_ == frames_.data())
            return envelope_.empty() ? push_root(failure) : push(frame::type::envelope, failure);
        return in_envelope_ && top_->what == frame::type::envelope ? push_root(failure)
                                                                   : push(frame::type::skipped, failure);
    }
    bool push_root(error_code& failure) {
        found_root_ = true;
        root_ = top_ + 1;
        if (targets_.size() > 1)
            shared_ = root_;
        return push(frame::type::object, failure, targets_[0].object, targets_[0].structure);
    }
    bool pop() noexcept {
        --top_;
        expect_value();
        return true;
    }
    [[gnu::cold]] static bool too_large(error_code& failure) {
        failure = make_error_code(boost::system::errc::message_size);
        return false;
    }

    /// Counts what is about to be made.
    bool take(std::size_t bytes, error_code& failure) {
        return (memory_left_ -= static_cast<std::ptrdiff_t>(bytes)) >= 0 || too_large(failure);
    }

    /// In a list every value is a new element.
    bool begin_element(error_code& failure) {
        if (list_ == nullptr)
            return true;
        if (!take(list_->stride, failure))
            return false;
        at_ = list_->append(top_->object);
        return true;
    }

    void name(std::string_view name) {
        frame& in = *top_;
        if (reflect::is_named(*in.next, name)) [[likely]]
            begin_member(in, *in.next);
        else
            find(in, name);
    }
    void begin_member(frame& in, const reflect::member& which) noexcept {
        slot_ = which.how;
        at_ = in.structure->at(which, in.object);
        in.last = &which;
        in.next = &which + 1;
    }
    [[gnu::noinline]] void find(frame& in, std::string_view name) {
        slot_ = nullptr;
        if (in.structure == nullptr) {
            in_envelope_ = in.what == frame::type::envelope && name == envelope_;
            return;
        }
        const unsigned char tag = reflect::tag_of(name);
        if (const reflect::member* found = reflect::find(*in.structure, name, tag))
            begin_member(in, *found);
        else if (&in == shared_)
            with_others(name, tag, [&](const reflect::member& which, void* at) {
                if (slot_ != nullptr)
                    return;
                slot_ = which.how;
                at_ = at;
                in.last = &which;
            });
        if (slot_ == nullptr)
            unknown_member(in, name);
    }
    /// Each member of that name that the targets behind the first have.
    template <class Act>
    void with_others(std::string_view name, unsigned char tag, Act act) {
        if ((others_tags_ >> (tag & 63) & 1) == 0)
            return;
        for (const target& other : targets_.subspan(1))
            if (const reflect::member* found = reflect::find(*other.structure, name, tag))
                act(*found, other.structure->at(*found, other.object));
    }
    [[gnu::cold]] void unknown_member(frame& in, std::string_view name) {
        in.last = nullptr;
        if (!options_.refuse_unknown_members)
            return;
        std::string where = path();
        bindery::detail::append_to_pointer(where, utf8::prefix(name, max_name));
        add({std::move(where), rule::known, "only members that the operation has", shortened(name)});
    }

    /// Of a member that is known.
    [[gnu::always_inline]] bool text(std::string_view value, error_code& failure) {
        if (!take(value.size(), failure))
            return false;
        if (list_ != nullptr || !is(reflect::kind::text)) [[unlikely]]
            return text_elsewhere(value, failure);
        static_cast<basic_text*>(slot_->emplace(at_))->assign(value);
        if (top_ == shared_) [[unlikely]]
            also(value);
        return true;
    }

    // What is not as expected is kept out of line, so that what is needs few registers.

    [[gnu::noinline]] bool text_of_parts(string_view last, error_code& failure) {
        scratch_.append(last.data(), last.size());
        return text(scratch_, failure) && clear_scratch();
    }
    /// To the other targets as well.
    [[gnu::noinline]] void also(std::string_view value) {
        const std::string_view name = top_->last->name;
        with_others(name, reflect::tag_of(name), [&](const reflect::member& which, void* at) {
            if (at != at_ && which.how->shape->kind == reflect::kind::text)
                static_cast<basic_text*>(which.how->emplace(at))->assign(value);
        });
    }
    [[gnu::noinline]] bool text_elsewhere(std::string_view value, error_code& failure) {
        if (!begin_element(failure))
            return false;
        if (is(reflect::kind::text))
            static_cast<basic_text*>(slot_->emplace(at_))->assign(value);
        else if (!is_tolerant() || !text_as_scalar(value))
            refuse("the text " + shortened(value));
        return true;
    }
    [[gnu::noinline]] bool signed_elsewhere(std::int64_t value, std::string_view text, error_code& failure) {
        if (!begin_element(failure))
            return false;
        if (is(reflect::kind::integer))
            *static_cast<std::int64_t*>(slot_->scalar(at_)) = value;
        else if (is(reflect::kind::unsigned_integer) && value >= 0)
            *static_cast<std::uint64_t*>(slot_->scalar(at_)) = static_cast<std::uint64_t>(value);
        else
            return real(static_cast<double>(value), text, failure);
        return true;
    }
    bool text_as_scalar(std::string_view value) {
        if (is(reflect::kind::boolean)) {
            if (value != "true" && value != "false")
                return false;
            *static_cast<boolean*>(slot_->emplace(at_)) = value == "true";
            return true;
        }
        if (!is(reflect::kind::number))
            return whole(value);
        double number;
        const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (failure != std::errc() || end != value.data() + value.size() || !is_finite(number))
            return false;
        *static_cast<double*>(slot_->emplace(at_)) = number;
        return true;
    }

    /// A number that is no integer of 64 bits as it is written, or stands where none is expected.
    [[gnu::noinline]] bool real(double value, std::string_view fed, error_code& failure) {
        const std::string_view text(given_ + (fed.data() - fed_), fed.size());
        if (is(reflect::kind::number)) {
            std::from_chars(text.data(), text.data() + text.size(),
                            value); // the parser's own value may be off by a bit
            if (is_finite(value)) {
                *static_cast<double*>(slot_->emplace(at_)) = value;
                return true;
            }
        } else if (is_tolerant() && is(reflect::kind::text)) {
            if (!take(text.size(), failure))
                return false;
            static_cast<basic_text*>(slot_->emplace(at_))->assign(text);
            return true;
        } else if (is_tolerant() && whole(text)) {
            return true;
        }
        // A whole number in the place of one is of the right kind, but does not fit.
        const bool is_whole = text.find_first_of(".eE") == text.npos;
        const bool fits_kind = is(reflect::kind::number) ||
                               (is_whole && (is(reflect::kind::integer) || is(reflect::kind::unsigned_integer)));
        refuse("the number " + std::string(utf8::prefix(text, 40)) + (text.size() > 40 ? "..." : ""),
               fits_kind ? rule::range : rule::type);
        return true;
    }
    /// Puts a whole number where one is expected; false: it is none, or none is.
    bool whole(std::string_view text) {
        if (is(reflect::kind::integer)) {
            if (const auto number = whole_number<std::int64_t>(text)) {
                *static_cast<std::int64_t*>(slot_->emplace(at_)) = *number;
                return true;
            }
        } else if (is(reflect::kind::unsigned_integer)) {
            if (const auto number = whole_number<std::uint64_t>(text)) {
                *static_cast<std::uint64_t*>(slot_->emplace(at_)) = *number;
                return true;
            }
        }
        return false;
    }

    [[gnu::cold]] void refuse(std::string found, bindery::rule broken = rule::type) {
        add({path(), broken, std::string(name_of(slot_->shape->kind)) + (broken == rule::range ? " of 64 bits" : ""),
             std::move(found)});
    }
    [[gnu::cold]] void add(violation broken) {
        if (broken_.empty() || broken_.size() < options_.limits.max_violations)
            broken_.push_back(std::move(broken));
    }

    [[gnu::cold]] std::string path() const {
        std::string text;
        for (const frame* each = root_; each <= top_; ++each) {
            if (each->what == frame::type::list) {
                const std::size_t size = each->list->size(each->object);
                bindery::detail::append_to_pointer(text, std::to_string(size == 0 ? 0 : size - 1));
            } else if (each->last != nullptr) {
                bindery::detail::append_to_pointer(text, each->last->name);
            }
        }
        return text;
    }

    std::string_view envelope_;
    std::span<const target> targets_;
    const read_options& options_;
    const char* fed_;
    const char* given_;
    std::ptrdiff_t memory_left_;           ///< may still be taken
    std::array<frame, max_frames> frames_; ///< the first stands for the document
    frame* top_ = frames_.data();
    frame* root_ = nullptr;         ///< the object whose members the targets take
    frame* shared_ = nullptr;       ///< the same if there are several
    std::uint64_t others_tags_ = 0; ///< a bit for the tag of each name that targets behind the first have
    bool in_envelope_ = false;
    bool found_root_ = false;
    const reflect::slot* slot_ = nullptr; ///< where the next value goes; null: nowhere
    void* at_ = nullptr;
    const reflect::list_access* list_ = nullptr; ///< the list whose next element that is
    std::string scratch_;                        ///< a name or text that comes in parts
    violations broken_;
};

} // namespace bindery::json::detail

#endif
