# SPDX-License-Identifier: MIT
# The vocabulary of every folder's CMakeLists.txt: a folder says its files and what it uses, nothing else.

# heddle_library(NAME FILES a.cpp … USES base Qt6::Core …)
# Makes the library heddle_NAME. A bare word after USES is another folder's library; a name with :: is a package's target.
function(heddle_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FILES;USES")
  add_library(heddle_${name} STATIC ${arg_FILES})
  heddle_settle(heddle_${name} ${arg_USES})
endfunction()

# heddle_program(NAME FILES … USES … [FOLDER bin|lib/heddle|…])
function(heddle_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;OUTPUT" "FILES;USES")
  add_executable(${name} ${arg_FILES})
  heddle_settle(${name} ${arg_USES})
  if(arg_FOLDER)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${arg_FOLDER})
  endif()
  if(arg_OUTPUT)
    set_target_properties(${name} PROPERTIES OUTPUT_NAME ${arg_OUTPUT})
  endif()
endfunction()

# heddle_link_whole(NAME): a program that is started hundreds of times in a second has all its libraries in it, so that no
# loader looks for them and relocates them each time, which takes longer than all else that a short run does. Only where
# they come as archives (and, before glibc 2.34, threads fail in what is linked so), and no sanitizer brings its own.
include(CheckCXXSourceRuns)
set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
check_cxx_source_runs("#include <iostream>\n#include <thread>
  int main() { std::thread([] { std::cout << 1; }).join(); }" HEDDLE_CAN_LINK_WHOLE)
unset(CMAKE_REQUIRED_LINK_OPTIONS)
function(heddle_link_whole name)
  if(HEDDLE_CAN_LINK_WHOLE AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    target_link_options(${name} PRIVATE -static-pie)
  endif()
endfunction()

# heddle_test(Name FILES NameTest.cpp … USES … [LABELS thread|process|window|xvfb|soak …]): a Qt Test program, run by CTest
# as Name; the target tests-LABEL builds those with a label. `thread` marks what runs under TSan, `process` what runs under
# ASan and UBSan, `xvfb` what needs a display and a window system, `soak` what is too long for CI. A function that hangs is
# ended by Qt Test, which has gdb say where each thread stands, before CTest would kill it without a word.
function(heddle_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FILES;USES;LABELS")
  add_executable(${name} ${arg_FILES})
  heddle_settle(${name} ${arg_USES} Qt6::Test)
  # Qt 6.4's moc cannot parse libstdc++'s <concepts> where that is the first header it meets: it is told to pass it over.
  set_target_properties(${name} PROPERTIES AUTOMOC ON AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  set(display)
  set(platform offscreen)
  if(xvfb IN_LIST arg_LABELS)
    set(display xvfb-run --auto-servernum --server-args=-screen\ 0\ 1920x1080x24)
    set(platform xcb)
  endif()
  add_test(NAME ${name} COMMAND ${display} $<TARGET_FILE:${name}>)
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300 ENVIRONMENT
    "QT_QPA_PLATFORM=${platform};HEDDLE_BUILD=${CMAKE_BINARY_DIR};QTEST_FUNCTION_TIMEOUT=240000")
  foreach(label IN LISTS arg_LABELS)
    if(NOT TARGET tests-${label})
      add_custom_target(tests-${label})
    endif()
    add_dependencies(tests-${label} ${name})
  endforeach()
endfunction()

# heddle_bench(Name FILES … USES …): a program that measures, and prints one JSON object a line; run by `./dev bench`.
function(heddle_bench name)
  heddle_program(${name} ${ARGN} FOLDER benches)
  set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  add_dependencies(benches ${name})
endfunction()

# heddle_interface(Name.h …): headers of this folder that a program of one's own includes as <heddle/Name.h>. Each gets
# a header of that name in the build's include folder, and in the installed one, that leads to the real one.
function(heddle_interface)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
  foreach(header IN LISTS ARGN)
    set(leading ${CMAKE_BINARY_DIR}/include/heddle/${header})
    file(CONFIGURE OUTPUT ${leading} CONTENT
      "// SPDX-License-Identifier: MIT\n#include \"${folder}/${header}\"  // IWYU pragma: export\n")
    install(FILES ${leading} DESTINATION include/heddle)
  endforeach()
endfunction()

function(heddle_settle target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  foreach(use IN LISTS ARGN)
    if(use MATCHES "::")
      target_link_libraries(${target} PUBLIC ${use})
    else()
      target_link_libraries(${target} PUBLIC heddle_${use})
    endif()
  endforeach()
endfunction()
