# cmake -D BASH=... -D DEV=<./dev> -D WORK=<a folder of its own> -P refuses.cmake
cmake_minimum_required(VERSION 3.20)

# A copy without a tree around it: whatever it starts fails, and says something else than what is expected.
file(REMOVE_RECURSE "${WORK}")
file(COPY "${DEV}" DESTINATION "${WORK}")

function(expect_refusal message)
    execute_process(
        COMMAND "${BASH}" "${WORK}/dev" ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE error
    )
    list(JOIN ARGN " " command)
    string(FIND "${error}" "${message}" position)
    if(NOT result EQUAL 2 OR NOT output STREQUAL "" OR NOT position EQUAL 0)
        message(SEND_ERROR "./dev ${command} ends with ${result} and says\n${output}${error}instead of\n${message}")
    endif()
endfunction()

foreach(command IN ITEMS demo test generate format lint bench fuzz)
    foreach(option IN ITEMS --unknown -x --check=yes)
        expect_refusal("./dev ${command}: no option '${option}'; ./dev ${command} --help lists what there is\n"
            ${command} ${option})
    endforeach()
endforeach()
foreach(command IN ITEMS test format lint bench fuzz)
    expect_refusal("./dev ${command}: no argument 'thing'; ./dev ${command} --help lists what there is\n" ${command} thing)
endforeach()
expect_refusal("./dev test: no option '--unknown'" test --quick --unknown)
expect_refusal("./dev test: no option '--unknown'" test -R layers --unknown)
expect_refusal("./dev test: --preset needs a value" test --preset)
expect_refusal("./dev test: -R needs a value" test -R)
expect_refusal("./dev bench: no option '--unknown'" bench --quick --unknown)
expect_refusal("./dev bench: --compare needs a value" bench --compare)
expect_refusal("./dev fuzz: --seconds needs a whole number, 1 at least" fuzz --seconds 1.5)
expect_refusal("./dev: no command 'tset'" tset)
