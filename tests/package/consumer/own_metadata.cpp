// Types from metadata, a rule from the page beside it.

#include <bindery/api/tencent/bell/v20240101/Ring.hpp>
#include <bindery/validate.hpp>

namespace bell = bindery::api::tencent::bell::v20240101;

int main() {
    const auto often = bindery::run_time(10);
    const bell::Ring right{.Bell = bell::Bell{.Tone = "a", .Inner = bell::Bell{.Tone = "c"}}, .Times = 3};
    const bell::Ring wrong{.Bell = bell::Bell{.Tone = "a"}, .Times = often};
    return bindery::validate(right).empty() && bindery::validate(wrong).size() == 1 &&
                   bell::Ring::about.host == "bell.test"
               ? 0
               : 1;
}
