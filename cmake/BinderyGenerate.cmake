# bindery_generate(TARGET <target> SPECS <page>...)
#
# Binds your own reference pages: runs bindery-gen on them whenever a page or the generator changes, and puts the
# headers it writes on the target's include path.
#
#   bindery_generate(TARGET my_program SPECS apis/CreateThing.md apis/DeleteThing.md)
#   #include <bindery/api/...>
function(bindery_generate)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET" "SPECS")
    if(NOT arg_TARGET OR NOT arg_SPECS OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "usage: bindery_generate(TARGET <target> SPECS <page>...)")
    endif()

    if(TARGET bindery-gen)
        set(generator bindery-gen)
    elseif(TARGET bindery::bindery-gen)
        set(generator bindery::bindery-gen)
    else()
        message(FATAL_ERROR "bindery_generate: bindery was built without its generator (BINDERY_BUILD_CODEGEN=OFF)")
    endif()

    set(specs "")
    foreach(spec IN LISTS arg_SPECS)
        get_filename_component(spec "${spec}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
        list(APPEND specs "${spec}")
    endforeach()

    # The pages decide which headers there are, so one stamp stands for all of them.
    set(out "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.bindery")
    set(stamp "${out}/stamp")
    add_custom_command(
        OUTPUT "${stamp}"
        COMMAND ${generator} generate --out "${out}/include" ${specs}
        COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
        DEPENDS ${generator} ${specs}
        COMMENT "Binding the reference pages of ${arg_TARGET}"
        VERBATIM
    )
    add_custom_target(${arg_TARGET}_bindery DEPENDS "${stamp}")
    add_dependencies(${arg_TARGET} ${arg_TARGET}_bindery)

    get_target_property(type ${arg_TARGET} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
        target_include_directories(${arg_TARGET} INTERFACE "${out}/include")
    else()
        target_include_directories(${arg_TARGET} PUBLIC "${out}/include")
    endif()
endfunction()
