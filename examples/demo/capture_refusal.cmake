# Compiles a source that must not compile and keeps what the compiler says of it, as a header for the demonstration.
#   cmake -D COMPILER=... -D FLAGS=a;b -D SOURCE=... -D OUTPUT=... -P capture_refusal.cmake
execute_process(
    COMMAND "${COMPILER}" ${FLAGS} -std=c++20 -fsyntax-only -fno-diagnostics-color "${SOURCE}"
    RESULT_VARIABLE status
    ERROR_VARIABLE said
    OUTPUT_QUIET
)
if(status EQUAL 0)
    message(FATAL_ERROR "${SOURCE} compiles, but it must not: the check of literals is broken")
endif()

# The lines a user looks for: each error, and the source it points at, without the folders.
string(REPLACE ";" "\\;" said "${said}")
string(REPLACE "\n" ";" lines "${said}")
set(kept "")
set(follow 0)
foreach(line IN LISTS lines)
    if(line MATCHES "error:|non-constexpr function")
        set(follow 3)
    elseif(line MATCHES "refused_literal.cpp.*expansion of")
        set(follow 1)
    endif()
    if(follow GREATER 0)
        string(REGEX REPLACE "^[^ ]*/([^/ ]+:[0-9]+)" "\\1" line "${line}")
        string(APPEND kept "${line}\n")
        math(EXPR follow "${follow} - 1")
    endif()
endforeach()
if(NOT kept MATCHES "value_is_not_one_of_those_the_api_lists")
    message(FATAL_ERROR "the compiler does not name the rule: ${kept}")
endif()
file(WRITE "${OUTPUT}" "inline constexpr const char* refused_literal = R\"~~~(${kept})~~~\";\n")
