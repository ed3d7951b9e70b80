# cmake -D COMPILER=... -D COMPILER_ID=... -D FLAGS=<response file> -D SOURCE=... -P check.cmake
# Judges one source of this folder; see CMakeLists.txt.

get_filename_component(name "${SOURCE}" NAME_WE)

# CMake lists end at a semicolon and nest at brackets, and C++ has plenty of both: keep them out of the lines.
file(READ "${SOURCE}" text)
string(REGEX MATCHALL "// expect(-gcc|-clang)?: [^\n;]*" lines "${text}")
set(expected "")
foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[^:]*: +" "" wanted "${line}")
    if(line MATCHES "^// expect-gcc" AND NOT COMPILER_ID STREQUAL "GNU")
        continue()
    elseif(line MATCHES "^// expect-clang" AND NOT COMPILER_ID MATCHES "Clang")
        continue()
    endif()
    list(APPEND expected "${wanted}")
endforeach()
if(NOT expected)
    message(FATAL_ERROR "${name} expects no text of the compiler: add a line \"// expect: text\".")
endif()

# A full compilation, not -fsyntax-only: a compiler may put off consteval until it generates code.
set(compile "${COMPILER}" "@${FLAGS}" -c "${SOURCE}" -o "${name}.o")
set(ENV{LC_ALL} C)

execute_process(COMMAND ${compile} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
    message("${output}")
    message(FATAL_ERROR "The passing control of ${name} does not compile.")
endif()

execute_process(
    COMMAND ${compile} -DBINDERY_MUST_NOT_COMPILE
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output
)
if(result EQUAL 0)
    message(FATAL_ERROR "${name} compiles and must not.")
endif()
foreach(text IN LISTS expected)
    string(FIND "${output}" "${text}" position)
    if(position EQUAL -1)
        message("${output}")
        message(FATAL_ERROR "The compiler refuses ${name} without saying\n  ${text}")
    endif()
endforeach()
